import { expect, test } from 'vitest';
import { deepJson } from '../testing/hostile/hostile-values.ts';
import { bucketAnswer, pullAnswer, pushAnswer } from './answers.ts';
import { asItCame, isAsText } from './cloud-row.ts';

const ROW = { id: 'note-1', rev: 7, deleted_at: null, content: 'Kept', labels: ['a', { b: null }], is_pinned: true };

function judge(row: unknown, table: unknown = 'planning_notes'): boolean {
  const page = { cursor: { v: 1 }, more: false, changes: [{ table, row }], server_time: '2026-11-29T18:00:00Z' };
  return pullAnswer.safeParse(page).success;
}

test('a row with columns of any name is taken as it came', () => {
  const changes = [{ table: 'planning_notes', row: ROW }];
  const parsed = pullAnswer.parse({ cursor: { v: 1 }, more: false, changes, server_time: '2026-11-29T18:00:00Z' });
  expect(parsed.changes).toEqual(changes);
});

test.each([
  ['no row', null],
  ['a list', [ROW]],
  ['no id', { ...ROW, id: undefined }],
  ['an empty id', { ...ROW, id: '' }],
  ['an id without an end', { ...ROW, id: 'x'.repeat(201) }],
  ['an id that is a number', { ...ROW, id: 5 }],
  ['a half number', { ...ROW, rev: 1.5 }],
  ['a number before all others', { ...ROW, rev: -1 }],
  ['a number that is none', { ...ROW, rev: Number.NaN }],
  ['a number beyond those that are exact', { ...ROW, rev: 2 ** 53 }],
  ['a number as text', { ...ROW, rev: '7' }],
  ['a deletion that is neither there nor not', { ...ROW, deleted_at: undefined }],
  ['a deletion that is no time', { ...ROW, deleted_at: true }],
  ['a text that Postgres cannot hold', { ...ROW, content: 'half \ud83d' }],
  ['the same deeper down', { ...ROW, labels: [{ b: 'nothing \u0000' }] }],
  ['what JSON cannot carry', { ...ROW, content: () => 1 }],
])('%s is not of a cloud of ours', (_, row) => {
  expect(judge(ROW)).toBe(true);
  expect(judge(row)).toBe(false);
});

test.each([[''], [7], [null]])('a table named %o is none', (table) => expect(judge(ROW, table)).toBe(false));

test('a row with a column that is too large does not make the page none; it is kept as a text', () => {
  const deep = { ...ROW, organization_id: 'org_test', labels: deepJson(100) };
  const changes = [
    { table: 'planning_notes', row: deep },
    { table: 'planning_notes', row: ROW },
  ];
  const page = pullAnswer.parse({ cursor: { v: 1 }, more: false, changes, server_time: '' });
  const [kept, whole] = page.changes.map(({ row }) => row);
  expect(whole).toEqual(ROW);
  expect(kept).toMatchObject({ id: ROW.id, rev: 7, deleted_at: null, organization_id: 'org_test' });
  if (kept === undefined) throw new Error('the row is not there');
  expect(isAsText(kept)).toBe(true);
  // Still too large for this version.
  expect(asItCame(kept)).toEqual(kept);
  expect(JSON.stringify(kept)).toContain('Kept');
  expect(bucketAnswer.parse({ rows: [deep], more: false }).rows).toEqual([kept]);
  const conflict = { mutation_id: 'm', status: 'conflict', rev: 7, row: deep };
  expect(pushAnswer.parse([conflict])).toEqual([{ ...conflict, row: kept }]);
});

test('a row deeper than a stack is its number, and one that was kept as a text comes back as it was', () => {
  const page = { cursor: {}, more: false, changes: [{ table: 'x', row: { ...ROW, labels: deepJson(20_000) } }] };
  const [change] = pullAnswer.parse({ ...page, server_time: '' }).changes;
  expect(change?.row).toMatchObject({ id: ROW.id, rev: 7, deleted_at: null });
  const kept = (text: string) => ({ id: ROW.id, rev: 7, deleted_at: null, 'the row as text': text });
  expect(asItCame(kept(JSON.stringify(ROW)))).toEqual(ROW);
  expect(asItCame(kept('nothing that was written here'))).toEqual(kept('nothing that was written here'));
});
