import { describe, expect, test } from 'vitest';
import type { OutboxEntry } from './outbox-entry.ts';
import { MAX_BYTES, MAX_MUTATIONS, type PushLimits, planPush } from './plan-push.ts';

const LIMITS: PushLimits = { mutations: MAX_MUTATIONS, bytes: MAX_BYTES, groups: MAX_MUTATIONS };

let seq = 0;
function entry(name: string, more: Partial<OutboxEntry> = {}): OutboxEntry {
  seq += 1;
  return {
    mutation_id: name,
    seq,
    group_id: name,
    command: 'block.edit',
    table_name: 'blocks',
    row_id: `row of ${name}`,
    op: 'update',
    patch: { content: name },
    base_rev: 1,
    state: 'pending',
    attempts: 0,
    error: null,
    ...more,
  };
}

function plan(entries: OutboxEntry[], limits: Partial<PushLimits> = {}) {
  const { batch, dependents } = planPush(entries, { ...LIMITS, ...limits });
  return { batch: batch.map((one) => one.mutation_id), dependents: dependents.map((one) => one.mutation_id) };
}

describe('planPush', () => {
  test('independent edits go together, in order', () => {
    expect(plan([entry('a'), entry('b'), entry('c')])).toEqual({ batch: ['a', 'b', 'c'], dependents: [] });
  });

  test('the second edit of a row waits for the answer to the first, and what needs it waits too', () => {
    const entries = [
      entry('a', { row_id: 'x' }),
      entry('b', { row_id: 'x' }),
      entry('c', { group_id: 'b', row_id: 'y' }),
      entry('d', { row_id: 'y' }),
      entry('e'),
    ];
    expect(plan(entries).batch).toEqual(['a', 'e']);
  });

  test('what was on its way goes again first and alone', () => {
    expect(plan([entry('a', { state: 'sending', attempts: 1 }), entry('b')])).toEqual({ batch: ['a'], dependents: [] });
  });

  test('what was on its way keeps to the limits too: whole groups, one edit of a row, in several calls', () => {
    const entries = [
      entry('a1', { state: 'sending', group_id: 'a' }),
      entry('a2', { state: 'sending', group_id: 'a', row_id: 'x' }),
      entry('b', { state: 'sending', row_id: 'x' }),
      entry('c', { state: 'sending' }),
      entry('d'),
    ];
    expect(plan(entries).batch).toEqual(['a1', 'a2', 'c']);
    expect(plan(entries, { groups: 1 }).batch).toEqual(['a1', 'a2']);
    expect(plan(entries, { mutations: 2 }).batch).toEqual(['a1', 'a2']);
  });

  test('what was on its way behind an edit that was taken back lets that go first', () => {
    const entries = [entry('a', { row_id: 'x' }), entry('b', { state: 'sending', row_id: 'x' })];
    expect(plan(entries).batch).toEqual(['a']);
  });

  test('a refused edit holds back its row and what points at its insert, not the rest', () => {
    const entries = [
      entry('project', { table_name: 'projects', op: 'insert', row_id: 'p', state: 'parked' }),
      entry('title', { table_name: 'projects', row_id: 'p' }),
      entry('episode', { table_name: 'episodes', op: 'insert', row_id: 'e', patch: { project_id: 'p' } }),
      entry('block', { op: 'insert', row_id: 'b', patch: { episode_id: 'e' } }),
      entry('other'),
    ];
    expect(plan(entries)).toEqual({ batch: ['other'], dependents: ['title', 'episode', 'block'] });
  });

  test('an update that was refused does not hold back what points at its row', () => {
    const entries = [
      entry('project', { table_name: 'projects', row_id: 'p', state: 'parked' }),
      entry('episode', { table_name: 'episodes', op: 'insert', row_id: 'e', patch: { project_id: 'p' } }),
    ];
    expect(plan(entries)).toEqual({ batch: ['episode'], dependents: [] });
  });

  test('an insert and what points at it go in one call', () => {
    const entries = [
      entry('episode', { table_name: 'episodes', op: 'insert', row_id: 'e' }),
      entry('block', { op: 'insert', row_id: 'b', patch: { episode_id: 'e' } }),
    ];
    expect(plan(entries).batch).toEqual(['episode', 'block']);
  });

  test('a group is whole or waits, and what points into it waits with it', () => {
    const entries = [
      entry('a'),
      entry('b1', { group_id: 'b', table_name: 'episodes', op: 'insert', row_id: 'e' }),
      entry('b2', { group_id: 'b', op: 'insert', patch: { episode_id: 'e' } }),
      entry('c', { patch: { episode_id: 'e' } }),
      entry('d'),
    ];
    expect(plan(entries, { mutations: 2 }).batch).toEqual(['a', 'd']);
  });

  test('the limits hold, but one group always goes', () => {
    const large = entry('large', { patch: { content: 'x'.repeat(1_000_000) } });
    expect(plan([large, entry('next')]).batch).toEqual(['large']);
    expect(plan([entry('next'), large]).batch).toEqual(['next']);
    expect(plan([entry('a'), entry('b'), entry('c')], { groups: 1 }).batch).toEqual(['a']);
    expect(plan(Array.from({ length: 700 }, (_, index) => entry(`n${index}`))).batch).toHaveLength(500);
  });
});
