import { expect, it } from 'vitest';
import { codePointLength, NOTE_LENGTH, noteRoom, projectsInUse, shareOfLimit } from './limits.ts';

it('counts code points, as Postgres does', () => {
  expect(codePointLength('')).toBe(0);
  expect(codePointLength('héllo')).toBe(5);
  expect(codePointLength('👩‍🔬')).toBe(3);
  expect(noteRoom('😀'.repeat(NOTE_LENGTH))).toBe(0);
  expect(noteRoom('x'.repeat(NOTE_LENGTH + 1))).toBe(-1);
});

it('counts projects that are neither archived nor deleted', () => {
  const deleted_at = '2026-01-01T00:00:00Z';
  expect(
    projectsInUse([
      { status: 'ACTIVE', deleted_at: null },
      { status: 'PAUSED', deleted_at: null },
      { status: 'ARCHIVED', deleted_at: null },
      { status: 'COMPLETED', deleted_at },
      { status: 'COMPLETED', deleted_at: null },
    ]),
  ).toBe(3);
});

it('says how much of a limit is used', () => {
  expect(shareOfLimit(0, 50)).toBe(0);
  expect(shareOfLimit(12.5, 50)).toBe(0.25);
  expect(shareOfLimit(51, 50)).toBe(1);
  expect(shareOfLimit(0, 0)).toBe(1);
});
