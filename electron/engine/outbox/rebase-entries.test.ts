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

describe('rebaseEntries', () => {
  test('an edit keeps the columns that differ from the cloud, with the merged value', () => {
    const merged = { ...theirs, content: 'both texts' };
    const edits = [entry(1, { patch: { content: 'my text', title: 'theirs' } })];
    expect(rebaseEntries(edits, merged, theirs)).toEqual([{ seq: 1, op: 'update', patch: { content: 'both texts' } }]);
  });

  test('an edit that the cloud has already has nothing left to say', () => {
    expect(rebaseEntries([entry(1, { patch: { content: 'their text' } })], theirs, theirs)).toEqual([]);
  });

  test('of two edits of one column neither sends a text without their change', () => {
    const merged = { ...theirs, content: 'both texts', title: 'mine' };
    const edits = [
      entry(1, { patch: { content: 'first' } }),
      entry(2, { patch: { content: 'second', title: 'mine' } }),
    ];
    expect(rebaseEntries(edits, merged, theirs)).toEqual([
      { seq: 1, op: 'update', patch: { content: 'both texts' } },
      { seq: 2, op: 'update', patch: { content: 'both texts', title: 'mine' } },
    ]);
  });

  test('an insert of a row that the cloud has becomes an update', () => {
    const merged = { ...theirs, title: 'mine' };
    const edits = [entry(1, { op: 'insert', base_rev: 0, patch: { title: 'mine', content: 'their text' } })];
    expect(rebaseEntries(edits, merged, theirs)).toEqual([{ seq: 1, op: 'update', patch: { title: 'mine' } }]);
  });

  test('a delete goes on, unless the cloud has it or the merge brought the row back', () => {
    const deletion = [entry(1, { op: 'delete' })];
    const gone = { ...theirs, deleted_at: '2026-11-23T10:00:00+00:00' };
    expect(rebaseEntries(deletion, gone, theirs)).toEqual([{ seq: 1, op: 'delete', patch: {} }]);
    expect(rebaseEntries(deletion, gone, gone)).toEqual([]);
    expect(rebaseEntries(deletion, theirs, theirs)).toEqual([]);
  });

  test('bringing back what they deleted travels with the edit that did it', () => {
    const deleted = { ...theirs, deleted_at: '2026-11-23T10:00:00+00:00' };
    const merged = { ...theirs, content: 'mine' };
    expect(rebaseEntries([entry(1, { patch: { content: 'mine' } })], merged, deleted)).toEqual([
      { seq: 1, op: 'update', patch: { content: 'mine', deleted_at: null } },
    ]);
    expect(rebaseEntries([entry(1, { patch: { title: 'theirs' } })], theirs, deleted)).toEqual([
      { seq: 1, op: 'update', patch: { deleted_at: null } },
    ]);
  });
});
