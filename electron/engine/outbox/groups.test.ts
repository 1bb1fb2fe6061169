import { expect, test } from 'vitest';
import { inPortions } from './groups.ts';
import type { OutboxEntry } from './outbox-entry.ts';

const entry = (group_id: string): OutboxEntry => ({
  mutation_id: group_id,
  seq: 1,
  group_id,
  command: 'block.edit',
  table_name: 'blocks',
  row_id: 'x',
  op: 'update',
  patch: {},
  base_rev: 1,
  state: 'sending',
  attempts: 1,
  error: null,
});

test('portions are cut between commands only, and hold everything once', () => {
  const entries = [...'aabbbcdddde'].map(entry);
  const groups = inPortions(entries, 3).map((portion) => portion.map(({ group_id }) => group_id).join(''));
  expect(groups).toEqual(['aa', 'bbb', 'c', 'dddd', 'e']);
  expect(inPortions(entries, 100)).toEqual([entries]);
  expect(inPortions([], 3)).toEqual([]);
});
