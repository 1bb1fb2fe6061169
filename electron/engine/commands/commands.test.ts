import { describe, expect, test } from 'vitest';
import type { LocalEngine } from '../open-engine.ts';
import { testDesk } from '../testing/test-desk.ts';

interface Entry {
  group_id: string;
  command: string;
  table_name: string;
  row_id: string;
  op: string;
  patch: Record<string, unknown>;
  base_rev: number;
}

async function outbox(engine: LocalEngine): Promise<Entry[]> {
  const { rows } = await engine.store.query<Entry>(
    'select group_id, command, table_name, row_id, op, patch, base_rev from outbox order by seq',
  );
  return rows;
}

async function makeEpisode(engine: LocalEngine): Promise<{ project: string; episode: string; block: string }> {
  const { id: project } = await engine.command('project.create', { title: 'Fintech' });
  const { id: episode } = await engine.command('episode.create', { project_id: project, title: 'Pilot' });
  const [block] = await engine.query('blocks.of_episode', { episode_id: episode });
  return { project, episode, block: block?.id ?? '' };
}

/** As if the cloud had taken everything: the rows stay, nothing waits. */
async function forgetOutbox(engine: LocalEngine): Promise<void> {
  await engine.store.transaction({ origin: 'sync' }, async (tx) => {
    await tx.query('delete from outbox');
    await tx.query('delete from sync_base');
  });
}

describe('commands, offline', () => {
  test('a new episode and its first block are one group', async () => {
    await using desk = await testDesk();
    const { engine } = desk;
    const { project, episode } = await makeEpisode(engine);
    const entries = await outbox(engine);
    expect(entries.map((entry) => [entry.table_name, entry.op, entry.command])).toEqual([
      ['projects', 'insert', 'project.create'],
      ['episodes', 'insert', 'episode.create'],
      ['blocks', 'insert', 'episode.create'],
    ]);
    expect(entries[1]?.group_id).toBe(entries[2]?.group_id);
    expect(entries[0]?.group_id).not.toBe(entries[1]?.group_id);
    expect(entries[1]?.patch).toMatchObject({ project_id: project, sequence_number: 1, title: 'Pilot' });
    expect(await engine.query('episodes.of_project', { project_id: project, after: null, until: null })).toMatchObject([
      { id: episode, title: 'Pilot' },
    ]);
  });

  test('the status counts an edit before its command is answered', async () => {
    await using desk = await testDesk();
    const { engine } = desk;
    expect(engine.status()).toMatchObject({ pending_count: 0, oldest_pending_at: null });
    await engine.command('project.create', { title: 'Fintech' });
    expect(engine.status().pending_count).toBe(1);
    expect(engine.status().connection).toEqual({ state: 'paused', reasons: ['offline-by-choice'] });
  });

  test('two hundred bursts of typing are one mutation', async () => {
    await using desk = await testDesk();
    const { engine } = desk;
    const { block } = await makeEpisode(engine);
    let text = '';
    for (let burst = 0; burst < 200; burst += 1) {
      const next = `${text}word ${burst} `;
      await engine.command('block.edit', { id: block, base_content: text, content: next });
      text = next;
    }
    const entries = (await outbox(engine)).filter((entry) => entry.table_name === 'blocks');
    expect(entries.map((entry) => entry.op)).toEqual(['insert', 'update']);
    expect(entries[1]?.patch).toEqual({ content: text });
  });

  test('an edit that is on its way is not changed any more', async () => {
    await using desk = await testDesk();
    const { engine } = desk;
    const { block } = await makeEpisode(engine);
    await forgetOutbox(engine);
    await engine.command('block.edit', { id: block, base_content: '', content: 'one' });
    await engine.store.transaction({ origin: 'user' }, (tx) => tx.query("update outbox set state = 'sending'"));
    await engine.command('block.edit', { id: block, base_content: 'one', content: 'one two' });
    expect((await outbox(engine)).map((entry) => entry.patch)).toEqual([{ content: 'one' }, { content: 'one two' }]);
  });

  test('an edit that points at a row made later does not overtake its insert', async () => {
    await using desk = await testDesk();
    const { engine } = desk;
    const { project, block } = await makeEpisode(engine);
    await forgetOutbox(engine);
    await engine.command('block.update', { id: block, patch: { title: 'before' } });
    const { id: later } = await engine.command('episode.create', { project_id: project, title: 'Later' });
    await engine.store.transaction({ origin: 'user' }, (tx) =>
      tx.query(
        "select record_edit(gen_random_uuid(), gen_random_uuid(), 'test', 'blocks', $1, 'update', $2::jsonb, '{}', now())",
        [block, JSON.stringify({ episode_id: later })],
      ),
    );
    const entries = await outbox(engine);
    expect(entries.at(0)?.patch).toEqual({ title: 'before' });
    expect(entries.at(-1)?.patch).toEqual({ episode_id: later });
  });

  test('the base is the row before the first edit, not before the last', async () => {
    await using desk = await testDesk();
    const { engine } = desk;
    const { project } = await makeEpisode(engine);
    await forgetOutbox(engine);
    await engine.command('project.update', { id: project, patch: { title: 'Second' } });
    await engine.command('project.update', { id: project, patch: { title: 'Third', onboarding_brief: 'Brief' } });
    const { rows } = await engine.store.query<{ row: { title: string } }>('select row from sync_base');
    expect(rows.map(({ row }) => row.title)).toEqual(['Fintech']);
    expect((await outbox(engine)).map((entry) => entry.patch)).toEqual([{ title: 'Third', onboarding_brief: 'Brief' }]);
  });

  test('typing on an older text is merged with what came meanwhile', async () => {
    await using desk = await testDesk();
    const { engine } = desk;
    const { block } = await makeEpisode(engine);
    await engine.command('block.edit', { id: block, base_content: '', content: 'first\nsecond\nthird' });
    const theirs = await engine.command('block.edit', {
      id: block,
      base_content: 'first\nsecond\nthird',
      content: 'FIRST\nsecond\nthird',
    });
    expect(theirs).toEqual({ content: 'FIRST\nsecond\nthird', merged: false });
    const mine = await engine.command('block.edit', {
      id: block,
      base_content: 'first\nsecond\nthird',
      content: 'first\nsecond\nTHIRD',
    });
    expect(mine).toEqual({ content: 'FIRST\nsecond\nTHIRD', merged: true });
    expect(engine.status().open_conflict_count).toBe(0);
  });

  test('what clashes is kept, decided in one step, and the decision can be undone', async () => {
    await using desk = await testDesk();
    const { engine } = desk;
    const { block } = await makeEpisode(engine);
    const content = async () =>
      (await engine.store.query<{ content: string }>('select content from blocks')).rows[0]?.content;
    await engine.command('block.edit', { id: block, base_content: '', content: 'theirs' });
    await engine.command('block.edit', { id: block, base_content: '', content: 'mine' });
    const [conflict] = await engine.query('conflicts.open', {});
    expect(conflict).toMatchObject({ kind: 'text', base: '', mine: 'mine', theirs: 'theirs' });
    const before = await content();
    await engine.command('conflict.resolve', { id: conflict?.id ?? '', choice: 'mine' });
    expect(await content()).toBe('mine');
    expect(await engine.query('conflicts.open', {})).toEqual([]);
    await engine.command('conflict.reopen', { id: conflict?.id ?? '' });
    expect(await content()).toBe(before);
    expect(await engine.query('conflicts.open', {})).toHaveLength(1);
  });

  test('blocks are put between others, also when no number is left between them', async () => {
    await using desk = await testDesk();
    const { engine } = desk;
    const { episode, block: first } = await makeEpisode(engine);
    const { id: last } = await engine.command('block.create', {
      episode_id: episode,
      after_block_id: first,
      content: 'last',
    });
    let before = first;
    for (let index = 0; index < 60; index += 1) {
      before = (
        await engine.command('block.create', { episode_id: episode, after_block_id: before, content: String(index) })
      ).id;
    }
    const texts = (await engine.query('blocks.of_episode', { episode_id: episode })).map((row) => row.content);
    expect(texts).toEqual(['', ...Array.from({ length: 60 }, (_, index) => String(index)), 'last']);
    await engine.command('block.move', { id: last, after_block_id: null });
    expect((await engine.query('blocks.of_episode', { episode_id: episode }))[0]?.id).toBe(last);
  });

  test('a removed note comes back', async () => {
    await using desk = await testDesk();
    const { engine } = desk;
    const { project } = await makeEpisode(engine);
    const { id } = await engine.command('note.create', { project_id: project, content: 'More on regulation, please' });
    await engine.command('note.remove', { id });
    expect(await engine.query('notes.of_project', { project_id: project })).toEqual([]);
    await engine.command('note.restore', { id });
    expect(await engine.query('notes.of_project', { project_id: project })).toMatchObject([
      { id, author_id: 'user_ada', scope: 'NEXT_EPISODE', status: 'pending' },
    ]);
  });

  test('a text that is restored brings back the episode and the project it stands in, and nothing else', async () => {
    await using desk = await testDesk();
    const { engine } = desk;
    const { project, episode, block } = await makeEpisode(engine);
    const { id: note } = await engine.command('note.create', { project_id: project, content: 'More on regulation' });
    await engine.command('block.edit', { id: block, base_content: '', content: '## The pilot\nbegins' });
    await engine.command('block.remove', { id: block });
    await engine.command('note.remove', { id: note });
    await engine.command('episode.remove', { id: episode });
    await engine.command('project.remove', { id: project });
    const bin = () => engine.query('trash.list', { after: null, until: null });
    expect(await bin()).toMatchObject([
      { kind: 'project', is_project_deleted: false, is_episode_deleted: false },
      { kind: 'episode', project_title: 'Fintech', is_project_deleted: true, is_episode_deleted: false },
      { kind: 'note', project_title: 'Fintech', is_project_deleted: true, is_episode_deleted: false },
      {
        kind: 'block',
        title: 'The pilot\nbegins',
        episode_title: 'Pilot',
        project_title: 'Fintech',
        is_project_deleted: true,
        is_episode_deleted: true,
      },
    ]);
    await engine.command('block.restore', { id: block });
    expect(await engine.query('blocks.of_episode', { episode_id: episode })).toHaveLength(1);
    expect(await bin()).toMatchObject([{ kind: 'note', is_project_deleted: false }]);
  });

  test('a refused edit and what needs it can be given up; the rest stays', async () => {
    await using desk = await testDesk();
    const { engine } = desk;
    const { project: keep } = await makeEpisode(engine);
    await forgetOutbox(engine);
    const { id: refused } = await engine.command('project.create', { title: 'One too many' });
    await engine.command('episode.create', { project_id: refused, title: 'Never' });
    await engine.command('project.update', { id: keep, patch: { title: 'Kept' } });
    await engine.store.transaction({ origin: 'sync' }, (tx) =>
      tx.query(
        'update outbox set state = \'parked\', error = \'{"code": "SR420", "message": "limit"}\' where row_id = $1',
        [refused],
      ),
    );
    const [waiting] = await engine.query('attention.list', {});
    await engine.command('attention.discard', { mutation_id: waiting?.mutation_id ?? '' });
    expect((await engine.query('projects.list', {})).map((row) => row.title)).toEqual(['Kept']);
    expect((await outbox(engine)).map((entry) => entry.patch)).toEqual([{ title: 'Kept' }]);
  });

  test('an edit that is given up leaves what the cloud has', async () => {
    await using desk = await testDesk();
    const { engine } = desk;
    const { project } = await makeEpisode(engine);
    await forgetOutbox(engine);
    await engine.command('project.update', { id: project, patch: { title: 'Refused' } });
    await engine.store.transaction({ origin: 'sync' }, (tx) => tx.query("update outbox set state = 'parked'"));
    const [waiting] = await engine.query('attention.list', {});
    await engine.command('attention.discard', { mutation_id: waiting?.mutation_id ?? '' });
    expect((await engine.query('projects.list', {})).map((row) => row.title)).toEqual(['Fintech']);
    expect(await outbox(engine)).toEqual([]);
  });

  test('editing a refused thing again sends it again', async () => {
    await using desk = await testDesk();
    const { engine } = desk;
    const { project } = await makeEpisode(engine);
    await forgetOutbox(engine);
    await engine.command('project.update', { id: project, patch: { title: 'Refused' } });
    await engine.store.transaction({ origin: 'sync' }, (tx) => tx.query("update outbox set state = 'parked'"));
    const [before] = await engine.query('attention.list', {});
    await engine.command('project.update', { id: project, patch: { title: 'Better' } });
    const { rows } = await engine.store.query<{ state: string; mutation_id: string }>(
      'select state, mutation_id from outbox',
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.state).toBe('pending');
    expect(rows[0]?.mutation_id).not.toBe(before?.mutation_id);
  });

  test('a request to generate waits, once, and can be withdrawn', async () => {
    await using desk = await testDesk();
    const { engine } = desk;
    const { episode } = await makeEpisode(engine);
    await forgetOutbox(engine);
    const first = await engine.command('generation.request', { episode_id: episode });
    expect(await engine.command('generation.request', { episode_id: episode })).toEqual(first);
    expect(await engine.query('generation.requests', {})).toMatchObject([
      { id: first.id, state: 'waiting', episode_id: episode },
    ]);
    await engine.command('generation.cancel', { episode_id: episode });
    expect(await engine.query('generation.requests', {})).toEqual([]);
  });

  test('nonsense is refused in words and changes nothing', async () => {
    await using desk = await testDesk();
    const { engine } = desk;
    await expect(engine.command('project.create', { title: '' })).rejects.toMatchObject({ code: 'bad-request' });
    await expect(engine.command('project.create', { title: 'x'.repeat(301) })).rejects.toMatchObject({
      code: 'bad-request',
    });
    await expect(
      engine.command('note.create', { project_id: '00000000-0000-7000-8000-000000000000', content: 'x' }),
    ).rejects.toMatchObject({ refusal: { sqlstate: '23503' } });
    await expect(engine.command('block.remove', { id: '00000000-0000-7000-8000-000000000000' })).rejects.toMatchObject({
      refusal: { sqlstate: 'P0002' },
    });
    expect(await outbox(engine)).toEqual([]);
    expect(engine.status().pending_count).toBe(0);
  });
});
