import { describe, expect, it } from 'vitest';
import type { Inline } from './flow.ts';
import { type TableRoom, tableRoom } from './table-room.ts';

const ROOM = 455;
const row = (...cells: string[]): Inline[][] => cells.map((text) => [{ text }]);
const taken = ({ widths, padding }: TableRoom) => (widths ?? []).reduce((sum, width) => sum + width + 2 * padding, 0);

describe('the room of a table', () => {
  it('is left as it is where its words fit', () => {
    expect(tableRoom([row('Lender', 'Rate'), row('A bank of the high street', '7 %')], ROOM)).toEqual({
      fontSize: 9,
      padding: 4,
      widths: null,
    });
  });

  it.each([
    ['many columns', [row(...Array.from({ length: 12 }, (_, at) => `Quarterly-${at}`))]],
    ['a very long word', [row('Source', 'Says'), row(`https://example.org/${'a'.repeat(200)}`, 'Nothing new')]],
    ['more columns than anybody reads', [row(...Array.from({ length: 80 }, () => 'word'))]],
  ])('with %s is no wider than the text, and set smaller', (_, rows) => {
    const room = tableRoom(rows, ROOM);
    expect(room.widths).toHaveLength(rows[0]?.length ?? 0);
    expect(taken(room)).toBeCloseTo(ROOM, 5);
    expect(Math.min(...(room.widths ?? []))).toBeGreaterThan(0);
    expect(room.fontSize).toBeGreaterThanOrEqual(6);
    expect(room.fontSize).toBeLessThan(9);
  });

  it('gives a short column what it needs beside one with a long word', () => {
    const room = tableRoom([row('Yes', 'x'.repeat(300))], ROOM);
    expect(room.widths?.[0]).toBeGreaterThan(3 * 0.6 * room.fontSize);
  });
});
