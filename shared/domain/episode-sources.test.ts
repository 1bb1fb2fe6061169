import { describe, expect, it } from 'vitest';
import { changeSources, withSourceIds } from './episode-sources.ts';

const sources = [
  { title: 'A', url: 'https://a.example' },
  { title: 'B', url: 'https://b.example' },
];

describe('withSourceIds', () => {
  it('gives every desk the same ids, and two equal sources different ones', () => {
    const [a, b, again] = withSourceIds([...sources, { title: 'A', url: 'https://a.example' }]);
    expect(withSourceIds(sources)).toEqual([a, b]);
    expect(new Set([a?.id, b?.id, again?.id]).size).toBe(3);
    expect(withSourceIds([{ id: 'kept', title: 'A', url: '' }])[0]?.id).toBe('kept');
  });
});

describe('changeSources', () => {
  const [a, b] = withSourceIds(sources);
  const idOf = (source: { id: string } | undefined) => source?.id ?? '';
  it('adds, edits, moves and removes', () => {
    const c = { id: 'c', title: 'C', url: '', credibility: 0.5 };
    expect(changeSources(sources, { kind: 'add', source: c })).toEqual([a, b, c]);
    expect(changeSources(sources, { kind: 'add', source: c, place: 0 })).toEqual([c, a, b]);
    expect(changeSources(sources, { kind: 'update', id: idOf(b), patch: { credibility: 1 } })).toEqual([
      a,
      { ...b, credibility: 1 },
    ]);
    expect(changeSources(sources, { kind: 'move', id: idOf(b), place: 0 })).toEqual([b, a]);
    expect(changeSources(sources, { kind: 'remove', id: idOf(a) })).toEqual([b]);
  });
  it('says when the source is gone', () => {
    expect(changeSources(sources, { kind: 'remove', id: 'gone' })).toBeNull();
  });
});
