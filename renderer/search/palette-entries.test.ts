import { describe, expect, it } from 'vitest';
import type { SearchHit } from '../../shared/ipc/search.ts';
import { type PaletteSources, paletteEntries } from './palette-entries.ts';

const hit: SearchHit = {
  kind: 'block',
  id: 'b1',
  project_id: 'p1',
  project_title: 'Grid',
  episode_id: 'e1',
  title: [{ text: 'Storage prices', hit: false }],
  snippet: [{ text: '… the price of storage …', hit: false }],
  status: 'DRAFT',
  updated_at: '2026-11-01T00:00:00Z',
};
const nothing: PaletteSources = { hits: [], recent: [], here: [], isAdmin: false, isDesktop: false };

describe('paletteEntries', () => {
  it('lists the commands while nothing is typed', () => {
    const keys = paletteEntries('  ', nothing).map(({ key }) => key);
    expect(keys).toContain('go.settings');
    expect(keys).not.toContain('palette.open');
  });

  it('finds commands by words in any order, and puts what the search finds later behind them', () => {
    const entries = paletteEntries('theme dark', { ...nothing, hits: [{ ...hit, kind: 'block' }] });
    expect(entries.map(({ key }) => key)).toEqual(['theme.dark', 'block b1', 'search']);
  });

  it('finds a command by another word for it', () => {
    expect(paletteEntries('trash', nothing).map(({ key }) => key)).toEqual(['go.bin', 'search']);
  });

  it('puts what this page can do first, then where one was lately, each only once', () => {
    const entries = paletteEntries('storage', {
      ...nothing,
      here: [{ id: 'x', label: 'Count the storage', run: () => {} }],
      recent: [
        { path: '/episodes/b1', title: 'Storage prices' },
        { path: '/projects/p2', title: 'Rail freight' },
      ],
      hits: [{ ...hit, kind: 'episode' }],
    });
    expect(entries.map(({ key, section }) => [section, key])).toEqual([
      ['On this page', 'here x'],
      ['Recent', '/episodes/b1'],
      ['Search', 'search'],
    ]);
  });

  it.each([
    ['project', '/projects/b1'],
    ['episode', '/episodes/b1'],
    ['block', '/episodes/e1'],
    ['note', '/projects/p1'],
  ] as const)('leads from a %s to its page', (kind, path) => {
    expect(paletteEntries('storage', { ...nothing, hits: [{ ...hit, kind }] })[0]).toMatchObject({
      kind: 'place',
      path,
    });
  });
});

it('what only the desktop can do is offered there alone', () => {
  const offered = (isDesktop: boolean) =>
    paletteEntries('diagnostics', { ...nothing, isDesktop }).filter(({ kind }) => kind === 'command').length;
  expect([offered(false), offered(true)]).toEqual([0, 1]);
});
