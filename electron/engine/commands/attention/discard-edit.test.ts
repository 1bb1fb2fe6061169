import { expect, test } from 'vitest';
import type { CloudRow, JsonRow } from '../../../../shared/sync/protocol.ts';
import type { LocalEngine } from '../../open-engine.ts';
import { DEPENDS_ON_REFUSED } from '../../outbox/outbox-entry.ts';
import type { SqlValue } from '../../store/contract.ts';
import { mergePending } from '../../sync/merge-pending.ts';
import { testDesk } from '../../testing/test-desk.ts';

async function sql<Row>(engine: LocalEngine, text: string, parameters: SqlValue[] = []): Promise<Row[]> {
  return (await engine.store.transaction({ origin: 'sync' }, (tx) => tx.query<Row>(text, parameters))).rows;
}

/** A new episode with its block; all of it waits to be sent. */
async function newBlock(engine: LocalEngine): Promise<string> {
  const { id: project } = await engine.command('project.create', { title: 'Fintech' });
  const { id: episode } = await engine.command('episode.create', { project_id: project, title: 'Pilot' });
  const [block] = await engine.query('blocks.of_episode', { episode_id: episode });
  return block?.id ?? '';
}

async function row(engine: LocalEngine, block: string): Promise<CloudRow> {
  const [found] = await sql<{ row: CloudRow }>(engine, "select desk_row('blocks', $1) as row", [block]);
  if (found === undefined) throw new Error('the block is not there');
  return found.row;
}

async function patches(engine: LocalEngine, block: string): Promise<JsonRow[]> {
  const rows = await sql<{ patch: JsonRow }>(engine, 'select patch from outbox where row_id = $1 order by seq', [
    block,
  ]);
  return rows.map(({ patch }) => patch);
}

/** The block's newest edit of this command is refused, and given up. */
async function discard(engine: LocalEngine, command: string): Promise<void> {
  const [refused] = await sql<{ id: string }>(
    engine,
    `update outbox set state = 'parked', error = '{"code": "23514", "message": "No."}'
     where seq = (select max(seq) from outbox where command = $1) returning mutation_id::text as id`,
    [command],
  );
  await engine.command('attention.discard', { mutation_id: refused?.id ?? '' });
}

test('a text that is given up is gone from a block made here, and goes out with no other edit of it', async () => {
  await using desk = await testDesk();
  const { engine } = desk;
  const block = await newBlock(engine);
  const [inserted = {}] = await patches(engine, block);
  await engine.command('block.edit', { id: block, base_content: '', content: 'Given up' });
  expect(await patches(engine, block)).toHaveLength(2);
  // The plan's limit refused the project.
  await sql(
    engine,
    `update outbox set state = 'parked', error = jsonb_build_object('code',
       case table_name when 'projects' then 'SR420' else $1 end, 'message', 'No.')`,
    [DEPENDS_ON_REFUSED],
  );
  await discard(engine, 'block.edit');
  expect(await row(engine, block)).toMatchObject({ content: '', deleted_at: null });
  expect(await patches(engine, block)).toEqual([inserted]);

  await engine.command('block.update', { id: block, patch: { title: 'Kept' } });
  await sql(engine, "delete from outbox where row_id = $1 and op = 'insert'", [block]);
  const theirs = { ...(await row(engine, block)), title: '', content: '', rev: 1 };
  await engine.store.transaction({ origin: 'sync' }, (tx) =>
    mergePending(tx, { table: 'blocks', id: block, theirs, confirmed: inserted, at: new Date() }),
  );
  expect(await patches(engine, block)).toEqual([{ title: 'Kept' }]);
});

test('what other edits of a row made here say stays, also what the one that is given up had replaced', async () => {
  await using desk = await testDesk();
  const { engine } = desk;
  const block = await newBlock(engine);
  await engine.command('block.edit', { id: block, base_content: '', content: 'Before' });
  await sql(engine, "update outbox set state = 'sending'");
  await engine.command('block.update', { id: block, patch: { title: 'Kept' } });
  await sql(engine, "update outbox set state = 'sending'");
  await engine.command('block.edit', { id: block, base_content: 'Before', content: 'Given up' });
  await discard(engine, 'block.edit');
  expect(await row(engine, block)).toMatchObject({ title: 'Kept', content: 'Before' });
});

test('a row stays removed when an edit from before is given up', async () => {
  await using desk = await testDesk();
  const { engine } = desk;
  const block = await newBlock(engine);
  await sql(engine, 'delete from outbox');
  await engine.command('block.update', { id: block, patch: { title: 'Given up' } });
  await engine.command('block.remove', { id: block });
  await discard(engine, 'block.update');
  const removed = { title: '', deleted_at: expect.any(String), deleted_by: 'user_ada' };
  expect(await row(engine, block)).toMatchObject(removed);
  const theirs = { ...(await row(engine, block)), deleted_at: null, deleted_by: null, rev: 9 };
  await engine.store.transaction({ origin: 'sync' }, (tx) =>
    mergePending(tx, { table: 'blocks', id: block, theirs, at: new Date() }),
  );
  expect(await sql(engine, 'select op from outbox')).toEqual([{ op: 'delete' }]);
});

test('a row made here is there again when its removal is given up', async () => {
  await using desk = await testDesk();
  const { engine } = desk;
  const block = await newBlock(engine);
  await engine.command('block.remove', { id: block });
  expect(await row(engine, block)).toMatchObject({ deleted_by: 'user_ada' });
  await discard(engine, 'block.remove');
  expect(await row(engine, block)).toMatchObject({ deleted_at: null, deleted_by: null });
});
