import { createHmac, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { asCaller, member, worker } from '../testing/as-caller.ts';
import { generationScene, type Studio, usage } from '../testing/generation-scene.ts';
import { insertion, present, syncCaller, update } from '../testing/sync-caller.ts';

const scene = generationScene();

interface Claimed {
  message_id: string;
  lease_token: string;
  attempt: number;
  question: string;
  history: { role: string; content: string }[];
  episode: { text: string; title: string } | null;
  project: { title: string } | null;
}

const desk = (studio: Studio, user = studio.user) => syncCaller(scene.sql, member(user, studio.organization));

async function ask(studio: Studio, content = 'Why?', session?: string, about: { episode_id?: string } = {}) {
  const id = randomUUID();
  const session_id = session ?? randomUUID();
  const results = await desk(studio).push([
    ...(session === undefined
      ? [
          insertion(
            'chat_sessions',
            { user_id: studio.user, project_id: studio.project, title: 'A', ...about },
            session_id,
          ),
        ]
      : []),
    insertion('chat_messages', { session_id, user_id: studio.user, role: 'user', content }, id),
  ]);
  expect(results.map(({ status }) => status)).not.toContain('rejected');
  return { id, session_id };
}

async function rpc<T>(name: string, args: [value: unknown, type: string][]): Promise<T> {
  const list = args.map(([, type], index) => `$${index + 1}::text::${type}`).join(', ');
  const values = args.map(([value]) => (typeof value === 'object' ? JSON.stringify(value) : String(value)));
  const [row] = await asCaller(scene.sql, worker, (t) =>
    t.unsafe<{ answer: T }[]>(`select ${name}(${list}) as answer`, values),
  );
  return present(row).answer;
}
const claim = (limit = 100, seconds = 120, name = 'worker-1') =>
  rpc<Claimed[]>('claim_chat_messages', [
    [name, 'text'],
    [limit, 'int'],
    [seconds, 'int'],
  ]);
/** Of a test's own message; what other tests left open is claimed along and stays with them. */
const claimOf = async (id: string) => present((await claim()).find(({ message_id }) => message_id === id));
const complete = (of: Claimed, answer: object) =>
  rpc<{ accepted: boolean; duplicate: boolean }>('complete_chat_message', [
    [of.message_id, 'uuid'],
    [of.lease_token, 'uuid'],
    [answer, 'jsonb'],
  ]);
const fail = (of: Claimed, message: string, retryable = true) =>
  rpc<{ state: string; attempt: number }>('fail_chat_message', [
    [of.message_id, 'uuid'],
    [of.lease_token, 'uuid'],
    [{ message }, 'jsonb'],
    [[usage(0.01)], 'jsonb'],
    [retryable, 'boolean'],
  ]);
const row = async (id: string) => present((await scene.sql`select * from chat_messages where id = ${id}`)[0]);
const answersTo = (id: string) => scene.sql`select * from chat_messages where answers = ${id}`;
const expire = (id: string) =>
  scene.sql`update chat_work set lease_expires_at = now() - interval '1 second' where message_id = ${id}`;

describe('a question', () => {
  it('is claimed with what its person may read, answered once, and paid for as chat', async () => {
    const studio = await scene.studio();
    const episode = await scene.episode(studio, { title: 'Boots' });
    await scene.sql`insert into blocks (organization_id, episode_id, content) values (${studio.organization}, ${episode}, 'Sixty pounds.')`;
    const { id } = await ask(studio, 'What did they cost?', undefined, { episode_id: episode });
    expect(await row(id)).toMatchObject({ answer_state: 'pending', role: 'user' });
    const job = await claimOf(id);
    expect(job).toMatchObject({
      question: 'What did they cost?',
      attempt: 1,
      history: [],
      episode: { title: 'Boots', text: 'Sixty pounds.' },
      project: { title: 'Fintech' },
    });
    expect(await row(id)).toMatchObject({ answer_state: 'answering' });
    const answer = { content: 'Sixty.', suggested_note: ' More on prices ', usage: [usage(0.02)] };
    expect(await complete(job, answer)).toMatchObject({ accepted: true, duplicate: false });
    expect(await complete(job, answer)).toMatchObject({ accepted: true, duplicate: true });
    expect(await answersTo(id)).toMatchObject([
      { role: 'assistant', content: 'Sixty.', user_id: studio.user, metadata: { suggested_note: 'More on prices' } },
    ]);
    expect(await row(id)).toMatchObject({ answer_state: 'answered' });
    const [day] = await scene.sql`
      select cost_gbp::float, by_operation from token_usage_daily where organization_id = ${studio.organization}`;
    expect(day).toMatchObject({ cost_gbp: 0.02, by_operation: { chat: { calls: 1 } } });
  });

  it('goes to one of two workers, and of one conversation only the oldest that is open', async () => {
    const studio = await scene.studio();
    const first = await ask(studio, 'One?');
    const second = await ask(studio, 'Two?', first.session_id);
    const other = await ask(studio, 'Three?');
    const [a, b] = await Promise.all([claim(100, 120, 'a'), claim(100, 120, 'b')]);
    const ids = [...a, ...b].map(({ message_id }) => message_id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining([first.id, other.id]));
    expect(ids).not.toContain(second.id);
    await complete(present([...a, ...b].find(({ message_id }) => message_id === first.id)), { content: 'Yes.' });
    expect((await claimOf(second.id)).history).toEqual([
      { role: 'user', content: 'One?' },
      { role: 'assistant', content: 'Yes.' },
    ]);
  });

  it('whose worker fell silent is given to another, and the first is refused', async () => {
    const studio = await scene.studio();
    const { id } = await ask(studio);
    const lost = await claimOf(id);
    await expire(id);
    await expect(complete(lost, { content: 'Too late.' })).rejects.toMatchObject({ code: 'SR423' });
    await scene.sql`select run_due_work()`;
    expect(await row(id)).toMatchObject({
      answer_state: 'pending',
      answer_reason: 'The assistant gave no sign of life.',
    });
    await scene.sql`update chat_work set next_try_at = null where message_id = ${id}`;
    const again = await claimOf(id);
    expect(again.attempt).toBe(2);
    await expect(complete(lost, { content: 'Too late.' })).rejects.toMatchObject({ code: 'SR423' });
    await complete(again, { content: 'In time.' });
    expect(await answersTo(id)).toMatchObject([{ content: 'In time.' }]);
  });

  it('that fails says why after three tries, and can be asked again', async () => {
    const studio = await scene.studio();
    const { id } = await ask(studio);
    for (const attempt of [1, 2, 3]) {
      await scene.sql`update chat_work set next_try_at = null where message_id = ${id}`;
      const job = await claimOf(id);
      const answer = await fail(job, 'The model is overloaded.');
      expect(answer).toMatchObject({ attempt, state: attempt < 3 ? 'pending' : 'failed' });
      expect(await fail(job, 'Again.')).toMatchObject({ state: answer.state });
    }
    const failed = await row(id);
    expect(failed).toMatchObject({ answer_state: 'failed', answer_reason: 'The model is overloaded.' });
    const [paid] =
      await scene.sql`select count(*)::int as calls from token_usage where organization_id = ${studio.organization}`;
    expect(paid).toEqual({ calls: 3 });
    const [result] = await desk(studio).push([update('chat_messages', id, Number(failed.rev), { asked: 2 })]);
    expect(result).toMatchObject({ status: 'applied' });
    await complete(await claimOf(id), { content: 'Here.' });
    expect(await row(id)).toMatchObject({ answer_state: 'answered', answer_reason: null });
  });

  it('waits with the reason while the day’s limit is reached, and goes on when it is raised', async () => {
    const studio = await scene.studio({ dailyLimit: 0 });
    const { id } = await ask(studio);
    expect((await claim()).map(({ message_id }) => message_id)).not.toContain(id);
    expect(await row(id)).toMatchObject({
      answer_state: 'pending',
      answer_reason: expect.stringMatching(/daily limit of £0.00/),
    });
    await scene.sql`update organizations set daily_cost_limit_gbp = 1 where id = ${studio.organization}`;
    expect(await claimOf(id)).toMatchObject({ attempt: 1 });
    expect(await row(id)).toMatchObject({ answer_reason: null });
  });

  it('of somebody who is no member any more, or that was deleted, is not handed out', async () => {
    const [left, deleted] = [await scene.studio(), await scene.studio()];
    const questions = [await ask(left), await ask(deleted)];
    await scene.sql`update organization_members set deleted_at = now() where user_id = ${left.user}`;
    await scene.sql`update chat_sessions set deleted_at = now() where id = ${questions[1]?.session_id ?? ''}`;
    const ids = (await claim()).map(({ message_id }) => message_id);
    for (const { id } of questions) expect(ids).not.toContain(id);
  });
});

describe('a conversation is private', () => {
  it('to its person: a colleague neither reads nor writes it, and nobody writes answers or changes what was said', async () => {
    const studio = await scene.studio();
    const { id, session_id } = await ask(studio);
    const colleague = `colleague_${randomUUID()}`;
    await scene.sql`insert into users (id, name) values (${colleague}, 'Ben')`;
    await scene.sql`insert into organization_members (organization_id, user_id) values (${studio.organization}, ${colleague})`;
    const { changes } = await desk(studio, colleague).pullAll(null);
    expect(changes.filter(({ table }) => table.startsWith('chat_'))).toEqual([]);
    const message = { session_id, role: 'user', content: 'Mine?' };
    const [intruding] = await desk(studio, colleague).push([
      insertion('chat_messages', { ...message, user_id: colleague }),
    ]);
    const [forged] = await desk(studio).push([
      insertion('chat_messages', { ...message, user_id: studio.user, role: 'assistant' }),
    ]);
    const [rewritten] = await desk(studio).push([
      update('chat_messages', id, Number((await row(id)).rev), { content: 'Something else' }),
    ]);
    expect([intruding, forged, rewritten].map((result) => result?.status)).toEqual([
      'rejected',
      'rejected',
      'rejected',
    ]);
    expect(await row(id)).toMatchObject({ content: 'Why?' });
  });
});

describe('the webhook', () => {
  it('rings for a question, and for the next one of the conversation when the one before is out of the way', async () => {
    const studio = await scene.studio();
    // Without pg_net the embedded cloud is told instead.
    const heard: string[] = [];
    const { unlisten } = await scene.sql.listen('chat_questions', (text) => heard.push(JSON.parse(text).message_id));
    const quiet = await ask(studio, 'Without pg_net?');
    await expect.poll(() => heard).toContain(quiet.id);
    await unlisten();

    // What pg_net offers, keeping the calls instead of making them.
    await scene.sql.unsafe(`
      create schema net;
      create table net.calls (id bigint generated always as identity, url text, body jsonb, headers jsonb);
      create function net.http_post(url text, body jsonb default '{}', params jsonb default '{}', headers jsonb default '{}', timeout_milliseconds int default 5000)
      returns bigint language sql as $$ insert into net.calls (url, body, headers) values (url, body, headers) returning id $$;`);
    await scene.sql`update app_settings set value = '{"url": "https://n8n.example/hook", "secret": "a secret"}' where key = 'generation.webhook'`;
    const calls = () => scene.sql`select url, body::text, headers from net.calls order by id`;
    const called = async () => (await calls()).map(({ body }) => JSON.parse(body).message_id);

    const first = await ask(studio, 'One?');
    const second = await ask(studio, 'Two?', first.session_id);
    expect(await called()).toEqual([first.id, second.id]);
    const [call] = await calls();
    expect(call).toMatchObject({ url: 'https://n8n.example/hook' });
    const timestamp = call?.headers['x-showrunner-timestamp'];
    expect(call?.headers['x-showrunner-signature']).toBe(
      createHmac('sha256', 'a secret').update(`${timestamp}.${call?.body}`).digest('hex'),
    );
    await complete(await claimOf(first.id), { content: 'Yes.' });
    expect(await called()).toEqual([first.id, second.id, second.id]);
    const [silent] =
      await scene.sql`select count(*)::int as open from chat_work where message_id = ${second.id} and state = 'pending'`;
    expect(silent?.open).toBe(1);
    await fail(await claimOf(second.id), 'Overloaded.', false);
    expect(await called()).toHaveLength(3);

    // The network being down stops no question.
    await scene.sql.unsafe(`
      drop function net.http_post;
      create function net.http_post(url text, body jsonb default '{}', params jsonb default '{}', headers jsonb default '{}', timeout_milliseconds int default 5000)
      returns bigint language plpgsql as $$ begin raise exception 'the network is down'; end $$`);
    expect(await row((await ask(studio)).id)).toMatchObject({ answer_state: 'pending' });
  });
});
