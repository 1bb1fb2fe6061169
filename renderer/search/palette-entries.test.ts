import { describe, expect, it } from 'vitest';
import { paletteEntries } from './palette-entries.ts';

const hit = {
  rank: 1,
  id: 'b1',
  project_id: 'p1',
  episode_id: 'e1',
  title: 'Storage prices',
  snippet: '…the price of storage…',
  updated_at: '2026-11-01T00:00:00Z',
};

describe('paletteEntries', () => {
  it('lists the commands while nothing is typed', () => {
    const entries = paletteEntries('  ', []);
    expect(entries.map(({ key }) => key)).toContain('go.settings');
    expect(entries.map(({ key }) => key)).not.toContain('palette.open');
  });

  it('finds commands by words in any order, and puts what was found in the data first', () => {
    const entries = paletteEntries('theme dark', [{ ...hit, kind: 'block' }]);
    expect(entries.map(({ key }) => key)).toEqual(['block b1', 'theme.dark']);
  });

  it.each([
    ['project', '/projects/b1'],
    ['episode', '/episodes/b1'],
    ['block', '/episodes/e1'],
    ['note', '/projects/p1'],
  ] as const)('leads from a %s to its page', (kind, path) => {
    expect(paletteEntries('storage', [{ ...hit, kind }])[0]).toMatchObject({ kind: 'place', path });
  });
});
