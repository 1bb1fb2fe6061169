import { beforeEach, describe, expect, it } from 'vitest';
import { PROTOCOL_VERSION, type Push, type Request, type Response } from '../../shared/ipc/contract.ts';
import type { SyncStatus } from '../../shared/sync/status.ts';
import { EngineClient, type PagePort } from './engine-client.ts';

const status: SyncStatus = {
  connection: { state: 'online', realtime: 'live' },
  pending_count: 0,
  oldest_pending_at: null,
  attention_count: 0,
  open_conflict_count: 0,
  last_complete_pull_at: null,
  first_sync: null,
  pushing: false,
  pulling: false,
};
const session = {
  workspace: 'demo' as const,
  user: { id: 'user_ada', name: 'Ada' },
  organization: { id: 'org_demo', name: 'Meridian' },
  role: 'OWNER' as const,
};

/** Both ends of a channel in memory: what the page sent, and how the engine speaks and leaves. */
function channel() {
  const sent: Request[] = [];
  let onMessage: (message: Response | Push) => void = () => {};
  let onClose = () => {};
  const port: PagePort = {
    postMessage: (message) => sent.push(message),
    onMessage: (listener) => {
      onMessage = listener;
    },
    onClose: (listener) => {
      onClose = listener;
    },
    close: () => onClose(),
  };
  return { port, sent, say: (message: Response | Push) => onMessage(message), leave: () => onClose() };
}

describe('EngineClient', () => {
  let client: EngineClient;
  let engine: ReturnType<typeof channel>;
  beforeEach(() => {
    client = new EngineClient();
    engine = channel();
    client.attach(engine.port);
    engine.say({ v: PROTOCOL_VERSION, push: 'hello', session, status });
  });

  const lastSent = () => {
    const request = engine.sent.at(-1);
    if (request === undefined) throw new Error('nothing was sent');
    return request;
  };

  it('answers a command with its result, and a refusal as a failure with its code', async () => {
    const done = client.command('sync.now', {});
    engine.say({ v: PROTOCOL_VERSION, id: lastSent().id, ok: true, result: { done: true } });
    await expect(done).resolves.toEqual({ done: true });
    const refused = client.command('note.remove', { id: 'x' });
    engine.say({
      v: PROTOCOL_VERSION,
      id: lastSent().id,
      ok: false,
      error: { code: 'not-found', message: 'That note is gone.' },
    });
    await expect(refused).rejects.toMatchObject({ code: 'not-found', message: 'That note is gone.' });
  });

  it('makes its subscriptions again on the next port, and drops the ended ones', () => {
    const rows: unknown[][] = [];
    const end = client.subscribe(
      'members.list',
      {},
      () => {},
      () => {},
    );
    client.subscribe(
      'projects.list',
      {},
      (latest) => rows.push(latest),
      () => {},
    );
    end();
    engine.leave();
    expect(client.link).toEqual({ state: 'away', why: 'restarting', session, status });
    const next = channel();
    client.attach(next.port);
    expect(next.sent).toMatchObject([{ kind: 'subscribe', name: 'projects.list' }]);
    const [request] = next.sent;
    if (request?.kind !== 'subscribe') throw new Error('not subscribed');
    next.say({ v: PROTOCOL_VERSION, push: 'rows', subscription: request.subscription, rows: [{ id: 'p1' }] });
    expect(rows).toEqual([[{ id: 'p1' }]]);
  });

  it('refuses what was under way when the engine leaves, and what comes while it is away', async () => {
    const open = client.command('sync.now', {});
    engine.leave();
    await expect(open).rejects.toMatchObject({ code: 'unanswered' });
    await expect(client.query('members.list', {})).rejects.toMatchObject({ code: 'engine-away' });
  });

  it('says what is true of each: not done, perhaps done, and nothing done by reading; never that it will be sent', async () => {
    const note = { project_id: 'p', content: 'A note' };
    const messageOf = (asked: Promise<unknown>) => asked.catch(({ message }: Error) => message);
    const sent = messageOf(client.command('note.create', note));
    const read = messageOf(client.query('members.list', {}));
    engine.leave();
    const messages = [await sent, await messageOf(client.command('note.create', note)), await read];
    expect(messages).toEqual([
      expect.stringMatching(/may have been done.* look before you try again/),
      expect.stringMatching(/was not done\. What you typed stays in its field/),
      expect.stringMatching(/restarting/),
    ]);
    expect(messages.join(' ')).not.toMatch(/sent as soon/);
    expect(await read).not.toMatch(/done/);
  });

  it('takes nothing from an engine of another version, and says that the window has to be reloaded', async () => {
    const rows: unknown[][] = [];
    client.subscribe(
      'projects.list',
      {},
      (latest) => rows.push(latest),
      () => {},
    );
    const open = client.command('sync.now', {});
    const { id } = lastSent();
    const next = channel();
    client.attach(next.port);
    const newer = (message: object) => next.say(JSON.parse(JSON.stringify({ ...message, v: PROTOCOL_VERSION + 1 })));
    newer({ push: 'hello', session: { renamed: true }, status });
    await expect(open).rejects.toMatchObject({ code: 'unanswered' });
    expect(client.link).toEqual({ state: 'away', why: 'other-version', session, status });
    newer({ push: 'rows', subscription: id - 1, rows: [{}] });
    expect(rows).toEqual([]);
    await expect(client.command('sync.now', {})).rejects.toMatchObject({ message: expect.stringContaining('reload') });
  });

  it('listens to its newest port only', () => {
    const next = channel();
    client.attach(next.port);
    next.say({ v: PROTOCOL_VERSION, push: 'hello', session, status: { ...status, pending_count: 3 } });
    engine.say({ v: PROTOCOL_VERSION, push: 'status', status });
    expect(client.link).toMatchObject({ state: 'ready', status: { pending_count: 3 } });
  });

  it('answers the wish for a token, also when there is none to give', async () => {
    engine.say({ v: PROTOCOL_VERSION, push: 'token.wanted', wanted: 7, deadline_ms: 100 });
    expect(lastSent()).toMatchObject({ kind: 'token', wanted: 7, token: null });
    client.provideTokens(async (desk) => `token of ${desk.organization.id}`);
    engine.say({ v: PROTOCOL_VERSION, push: 'token.wanted', wanted: 8, deadline_ms: 100 });
    await Promise.resolve();
    await Promise.resolve();
    expect(lastSent()).toMatchObject({ kind: 'token', wanted: 8, token: `token of ${session.organization.id}` });
  });
});
