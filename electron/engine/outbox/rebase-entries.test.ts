import { describe, expect, test } from 'vitest';
import type { CloudRow } from '../../../shared/sync/protocol.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import { rebaseEntries } from './rebase-entries.ts';

const theirs: CloudRow = { id: 'b', rev: 5, deleted_at: null, title: 'theirs', content: 'their text' };

function entry(seq: number, more: Partial<OutboxEntry>): OutboxEntry {
  return {
    mutation_id: `m${seq}`,
    seq,
    group_id: `g${seq}`,
    command: 'block.edit',
    table_name: 'blocks',
    row_id: 'b',
    op: 'update',
    patch: {},
    base_rev: 4,
    state: 'pending',
    attempts: 0,
    error: null,
    ...more,
  };
}

const base: CloudRow = { id: 'b', rev: 4, deleted_at: null, title: 'theirs', content: 'text' };
const sides = (merged: CloudRow, theirRow = theirs) => ({ table: 'blocks' as const, base, theirs: theirRow, merged });
const rebased = (edits: OutboxEntry[], merged: CloudRow, theirRow = theirs) =>
  rebaseEntries(edits, sides(merged, theirRow)).entries;

describe('rebaseEntries', () => {
  test('an edit keeps the columns that differ from the cloud, with the merged value', () => {
    const merged = { ...theirs, content: 'both texts' };
    const edits = [entry(1, { patch: { content: 'my text', title: 'theirs' } })];
    expect(rebased(edits, merged, theirs)).toEqual([{ seq: 1, op: 'update', patch: { content: 'both texts' } }]);
  });

  test('an edit that the cloud has already has nothing left to say', () => {
    expect(rebased([entry(1, { patch: { content: 'their text' } })], theirs, theirs)).toEqual([]);
  });

  test('of several edits of one column the newest has the merged text, and each before it its own with their change', () => {
    const lines = (...changed: string[]) => ['one', ...changed, 'last'].join('\n');
    const was = { ...base, content: lines('two') };
    const theirRow = { ...theirs, content: `${lines('two')}, and theirs` };
    const edits = [
      entry(1, { patch: { content: lines('two', 'three') } }),
      entry(2, { patch: { content: lines('mine'), title: 'mine' } }),
    ];
    const merged = { ...theirRow, content: `${lines('mine')}, and theirs`, title: 'mine' };
    expect(rebaseEntries(edits, { table: 'blocks', base: was, theirs: theirRow, merged })).toEqual({
      entries: [
        { seq: 1, op: 'update', patch: { content: `${lines('two', 'three')}, and theirs` } },
        { seq: 2, op: 'update', patch: { content: `${lines('mine')}, and theirs`, title: 'mine' } },
      ],
      conflicts: [],
    });
  });

  test('a text that was replaced here by what the cloud has still goes out before it', () => {
    const unchanged = { ...theirs, content: 'text' };
    const edits = [entry(1, { patch: { content: 'typed' } }), entry(2, { patch: { content: 'text' } })];
    expect(rebased(edits, unchanged, unchanged)).toEqual([
      { seq: 1, op: 'update', patch: { content: 'typed' } },
      { seq: 2, op: 'update', patch: { content: 'text' } },
    ]);
  });

  test.each([
    ['that another was put in the place of', 'block.restore-version', ['typed']],
    ['that was typed on', 'block.edit', []],
  ])('a text %s has a record of its own only if nothing else holds it', (_, command, recorded) => {
    const edits = [entry(1, { patch: { content: 'typed' } }), entry(2, { command, patch: { content: 'replaced' } })];
    const { conflicts } = rebaseEntries(edits, sides({ ...theirs, content: 'their text' }));
    expect(conflicts.map(({ mine }) => mine)).toEqual(recorded);
  });

  test('an insert of a row that the cloud has becomes an update', () => {
    const merged = { ...theirs, title: 'mine' };
    const edits = [entry(1, { op: 'insert', base_rev: 0, patch: { title: 'mine', content: 'their text' } })];
    expect(rebased(edits, merged, theirs)).toEqual([{ seq: 1, op: 'update', patch: { title: 'mine' } }]);
  });

  test('a delete goes on, unless the cloud has it or the merge brought the row back', () => {
    const deletion = [entry(1, { op: 'delete' })];
    const gone = { ...theirs, deleted_at: '2026-11-23T10:00:00+00:00' };
    expect(rebased(deletion, gone, theirs)).toEqual([{ seq: 1, op: 'delete', patch: {} }]);
    expect(rebased(deletion, gone, gone)).toEqual([]);
    expect(rebased(deletion, theirs, theirs)).toEqual([]);
  });

  test('bringing back what they deleted travels with the edit that did it', () => {
    const deleted = { ...theirs, deleted_at: '2026-11-23T10:00:00+00:00' };
    const merged = { ...theirs, content: 'mine' };
    expect(rebased([entry(1, { patch: { content: 'mine' } })], merged, deleted)).toEqual([
      { seq: 1, op: 'update', patch: { content: 'mine', deleted_at: null } },
    ]);
    expect(rebased([entry(1, { patch: { title: 'theirs' } })], theirs, deleted)).toEqual([
      { seq: 1, op: 'update', patch: { deleted_at: null } },
    ]);
  });
});
