import { expect, test } from 'vitest';
import { testDesk } from '../testing/test-desk.ts';

/** A desk that is offline, with a conversation about an episode. */
async function desk() {
  const opened = await testDesk();
  const { engine } = opened;
  const run = (sql: string, values: string[] = []) =>
    engine.store.transaction({ origin: 'user' }, (tx) => tx.query(sql, values));
  const { id: project } = await engine.command('project.create', { title: 'Fintech' });
  const { id: episode } = await engine.command('episode.create', { project_id: project, title: 'Scope' });
  const { id: chat } = await engine.command('chat.begin', { episode_id: episode, message: 'Who lends?' });
  const messages = () => engine.query('chat.messages', { session_id: chat });
  const sessions = () => engine.query('chat.sessions', {});
  return { ...opened, run, project, chat, messages, sessions };
}

test('what was not accepted is no longer said to wait, in the conversation and in the list', async () => {
  await using opened = await desk();
  const { messages, sessions, run, engine, chat } = opened;
  expect(await messages()).toMatchObject([{ waiting: true, parked: false }]);
  expect(await sessions()).toMatchObject([{ waiting: true, parked: false }]);
  await run(
    `update outbox set state = 'parked', error = '{"code": "23514", "message": "No."}' where table_name in ('chat_sessions', 'chat_messages')`,
  );
  expect(await messages()).toMatchObject([{ waiting: false, parked: true }]);
  expect(await sessions()).toMatchObject([{ waiting: false, parked: true }]);
  await engine.command('chat.send', { session_id: chat, message: 'And who borrows?' });
  expect(await messages()).toMatchObject([
    { waiting: false, parked: true },
    { waiting: true, parked: false },
  ]);
  expect(await sessions()).toMatchObject([{ waiting: true, parked: true }]);
});

test('a suggestion is noted for as long as the project has a note that says it', async () => {
  await using opened = await desk();
  const { messages, run, engine, chat, project } = opened;
  const noted = async () => (await messages()).map((message) => message.noted);
  await run(
    `insert into chat_messages (organization_id, session_id, user_id, role, content, metadata)
     values ('org_test', $1::uuid, 'user_ada', 'assistant', 'Banks.', '{"suggested_note": "Ask the banks "}'),
            ('org_test', $1::uuid, 'user_ada', 'assistant', 'Nobody.', '{}')`,
    [chat],
  );
  expect(await noted()).toEqual([false, false, false]);
  const { id: other } = await engine.command('project.create', { title: 'Harbours' });
  await engine.command('note.create', { project_id: other, content: 'Ask the banks' });
  expect(await noted()).toEqual([false, false, false]);
  const { id } = await engine.command('note.create', { project_id: project, content: 'Ask the banks' });
  expect((await noted()).toSorted()).toEqual([false, false, true]);
  await engine.command('note.remove', { id });
  expect(await noted()).toEqual([false, false, false]);
});

test('of a long conversation the newest messages are there, each answer behind its question, and the others are counted', async () => {
  await using opened = await desk();
  const { messages, run, chat } = opened;
  await run(
    `insert into chat_messages (organization_id, session_id, user_id, role, content, created_at)
     select 'org_test', $1::uuid, 'user_ada', 'user', 'Question ' || n, now() + make_interval(secs => n) from generate_series(1, 1001) n`,
    [chat],
  );
  await run(
    `insert into chat_messages (organization_id, session_id, user_id, role, content, answers, created_at)
     select organization_id, session_id, user_id, 'assistant', 'Answer', id, now() + interval '1 day' from chat_messages
     where content = 'Question 1000'`,
  );
  const shown = await messages();
  expect(shown).toHaveLength(1000);
  expect(shown[0]).toMatchObject({ content: 'Question 3', in_all: 1003 });
  expect(shown.slice(-3).map(({ content }) => content)).toEqual(['Question 1000', 'Answer', 'Question 1001']);
});

test('of many conversations the newest are listed, and the others are counted', async () => {
  await using opened = await desk();
  const { sessions, run } = opened;
  await run(
    `insert into chat_sessions (organization_id, user_id, title, created_at)
     select 'org_test', 'user_ada', 'Older ' || n, now() - make_interval(hours => n) from generate_series(1, 200) n`,
  );
  const listed = await sessions();
  expect(listed).toHaveLength(200);
  expect(listed[0]).toMatchObject({ title: 'Who lends?', in_all: 201 });
  expect(listed.some(({ title }) => title === 'Older 200')).toBe(false);
});
