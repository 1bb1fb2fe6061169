import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withSourceIds } from '../../domain/episode-sources.ts';
import { WRITABLE_COLUMNS } from '../columns.ts';
import { type CloudRow, SYNCED_TABLES } from '../protocol.ts';
import { mergeRow } from './merge-row.ts';

const block: CloudRow = {
  id: 'b1',
  rev: 3,
  deleted_at: null,
  title: 'Findings',
  content: 'one\ntwo\nthree',
  position: 10,
  word_count: 3,
  updated_by: 'user_ada',
};
const project: CloudRow = { id: 'p1', rev: 1, deleted_at: null, title: 'Grid', memories: [{ id: 'm1', content: 'a' }] };

describe('mergeRow', () => {
  it('takes different columns from different sides, and what is not a producer’s from the cloud', () => {
    const theirs = { ...block, rev: 4, content: 'one\ntwo\nthree!', word_count: 4, updated_by: 'n8n' };
    const merged = mergeRow('blocks', block, { ...block, title: 'Result', word_count: 99 }, theirs);
    expect(merged).toEqual({ row: { ...theirs, title: 'Result' }, conflicts: [] });
  });

  it('merges texts, and records what clashes with all three versions', () => {
    const mine = { ...block, content: 'one\nTWO mine\nthree' };
    const theirs = { ...block, rev: 4, content: 'one\nTWO theirs\nthree' };
    const merged = mergeRow('blocks', block, mine, theirs);
    expect(merged.row.content).toBe(theirs.content);
    expect(merged.conflicts).toEqual([
      {
        column: 'content',
        kind: 'text',
        base: block.content,
        mine: mine.content,
        theirs: theirs.content,
        merged: theirs.content,
      },
    ]);
  });

  it('lets the later value win and keeps the other in a record', () => {
    const merged = mergeRow('blocks', block, { ...block, title: 'Mine' }, { ...block, rev: 4, title: 'Theirs' });
    expect(merged.row.title).toBe('Mine');
    expect(merged.conflicts).toMatchObject([
      { column: 'title', kind: 'value', mine: 'Mine', theirs: 'Theirs', merged: 'Mine' },
    ]);
  });

  it('makes no record of two new places in a list', () => {
    const merged = mergeRow('blocks', block, { ...block, position: 25 }, { ...block, rev: 4, position: 5 });
    expect(merged).toEqual({ row: { ...block, rev: 4, position: 25 }, conflicts: [] });
  });

  it('lets an edit win over a deletion, whoever deleted, with a record', () => {
    const deleted = { ...block, rev: 4, deleted_at: '2026-11-01T10:00:00Z' };
    const edited = { ...block, rev: 4, content: 'one\ntwo\nthree\nfour' };
    for (const [mine, theirs] of [
      [edited, deleted],
      [deleted, edited],
    ] as const) {
      const merged = mergeRow('blocks', block, mine, theirs);
      expect(merged.row.deleted_at).toBeNull();
      expect(merged.row.content).toBe(edited.content);
      expect(merged.conflicts).toMatchObject([{ column: 'deleted_at', kind: 'delete-edit' }]);
    }
  });

  it('deletes when the other side changed only what is the cloud’s or a place in a list', () => {
    const deleted = { ...block, deleted_at: '2026-11-01T10:00:00Z' };
    const merged = mergeRow('blocks', block, deleted, { ...block, rev: 4, word_count: 9, position: 30 });
    expect(merged.row.deleted_at).toBe(deleted.deleted_at);
    expect(merged.conflicts).toEqual([]);
  });

  it('restores what was deleted when only one side restored it', () => {
    const bin = { ...block, deleted_at: '2026-11-01T10:00:00Z' };
    expect(mergeRow('blocks', bin, block, { ...bin, rev: 5, position: 40 }).row.deleted_at).toBeNull();
    expect(mergeRow('blocks', bin, bin, { ...block, rev: 5 }).row.deleted_at).toBeNull();
  });

  it('merges records by id: one added on each side are both there', () => {
    const mine = {
      ...project,
      memories: [
        { id: 'm1', content: 'a' },
        { id: 'm2', content: 'mine' },
      ],
    };
    const theirs = {
      ...project,
      rev: 2,
      memories: [
        { id: 'm1', content: 'changed' },
        { id: 'm3', content: 'theirs' },
      ],
    };
    const merged = mergeRow('projects', project, mine, theirs);
    expect(merged.row.memories).toEqual([
      { id: 'm1', content: 'changed' },
      { id: 'm3', content: 'theirs' },
      { id: 'm2', content: 'mine' },
    ]);
    expect(merged.conflicts).toEqual([]);
  });

  it('merges sources that have no ids yet, one by one and key by key', () => {
    const a = { title: 'A', url: 'https://a.example', credibility: 0.5 };
    const b = { title: 'B', url: 'https://b.example', credibility: 0.5 };
    const c = { title: 'C', url: 'https://c.example' };
    const episode: CloudRow = { id: 'e1', rev: 1, deleted_at: null, sources: [a, b, c] };
    const [idA, idB, idC] = withSourceIds([a, b, c]).map(({ id }) => id) as [string, string, string];
    const mine = {
      ...episode,
      sources: [
        { ...c, id: idC },
        { ...a, id: idA, credibility: 0.9 },
        { ...b, id: idB },
      ],
    };
    const theirs = {
      ...episode,
      rev: 2,
      sources: [
        { ...a, id: idA, title: 'A, corrected' },
        { ...c, id: idC },
        { id: 'd', title: 'D' },
      ],
    };
    const merged = mergeRow('episodes', episode, mine, theirs);
    expect(merged.row.sources).toEqual([
      { ...c, id: idC },
      { ...a, id: idA, title: 'A, corrected', credibility: 0.9 },
      { id: 'd', title: 'D' },
    ]);
    expect(merged.conflicts).toEqual([]);
  });

  it('records one source that two people changed in the same place', () => {
    const episode: CloudRow = { id: 'e1', rev: 1, deleted_at: null, sources: [{ id: 's', title: 'A', url: '' }] };
    const of = (title: string) => [{ id: 's', title, url: '' }];
    const merged = mergeRow(
      'episodes',
      episode,
      { ...episode, sources: of('mine') },
      { ...episode, rev: 2, sources: of('theirs') },
    );
    expect(merged.row.sources).toEqual(of('mine'));
    expect(merged.conflicts).toMatchObject([{ column: 'sources', kind: 'value', theirs: of('theirs') }]);
  });

  it('adds both changes of a counter', () => {
    const memory: CloudRow = { id: 'a1', rev: 1, deleted_at: null, use_count: 4 };
    const merged = mergeRow('agent_memories', memory, { ...memory, use_count: 6 }, { ...memory, rev: 2, use_count: 5 });
    expect(merged.row.use_count).toBe(7);
  });

  it('is the identity for a side that changed nothing, in every table and column', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SYNCED_TABLES), fc.dictionary(fc.string(), fc.string()), (table, texts) => {
        const columns = Object.fromEntries(Object.keys(WRITABLE_COLUMNS[table]).map((c) => [c, texts[c] ?? 'base']));
        const base: CloudRow = { ...columns, id: 'r', rev: 1, deleted_at: null };
        const theirs: CloudRow = {
          ...base,
          rev: 2,
          ...Object.fromEntries(Object.keys(columns).map((c) => [c, 'theirs'])),
          deleted_at: null,
        };
        expect(mergeRow(table, base, base, theirs)).toEqual({ row: theirs, conflicts: [] });
        expect(mergeRow(table, base, theirs, base).row).toEqual({ ...theirs, rev: 1 });
      }),
    );
  });
});
