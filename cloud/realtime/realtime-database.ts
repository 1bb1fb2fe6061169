/** The database side: what policies on realtime.messages allow, what was missed, and what is committed from now on. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres, { type JSONValue, type ReservedSql } from 'postgres';
import { z } from 'zod';
import type { Caller } from '../identity/claims.ts';
import type { Extension } from './channel.ts';

const Message = z.object({
  id: z.string(),
  topic: z.string(),
  event: z.string(),
  private: z.boolean(),
  payload: z.json().optional(),
});
/** A row of realtime.messages; without `payload` when it was too long for a notification. */
type Message = z.infer<typeof Message>;
export type CommittedMessage = Message & { payload: JSONValue };

export interface Question {
  caller: Caller;
  topic: string;
  headers: { [name: string]: string };
}

export interface RealtimeDatabase {
  /** Of `extensions`, those whose messages on the topic the caller may read. */
  readable(question: Question, extensions: readonly Extension[]): Promise<Set<Extension>>;
  mayWrite(question: Question, extension: Extension): Promise<boolean>;
  /** Messages of a private topic since `sinceMs` (epoch), the newest `limit` of them, oldest first. */
  replay(topic: string, sinceMs: number, limit: number): Promise<CommittedMessage[]>;
  close(): Promise<void>;
}

// The listener has one of its own besides.
const POOL = 3;
const CHANNEL = 'realtime_messages'; // of the trigger in cloud/platform/realtime.sql
const INSUFFICIENT_PRIVILEGE = '42501';

const PROBE = query('probe');
const BECOME = query('become');
const VISIBLE = query('visible');
const WRITE = query('write');
const REPLAY = query('replay');
const MESSAGE = query('message');

function query(name: string): string {
  return readFileSync(join(import.meta.dirname, `queries/${name}.sql`), 'utf8');
}

export async function openRealtimeDatabase(
  url: string,
  onMessage: (message: CommittedMessage) => void,
): Promise<RealtimeDatabase> {
  const sql = postgres(url, { max: POOL, onnotice: () => {} });
  const whole = async (message: Message): Promise<CommittedMessage | null> => {
    if (message.payload !== undefined) return { ...message, payload: message.payload };
    const [row] = await sql.unsafe<CommittedMessage[]>(MESSAGE, [message.id]);
    return row ?? null;
  };
  // Long messages are fetched, short ones are there at once: the tail keeps them in the order of their commits.
  let tail: Promise<void> = Promise.resolve();
  await sql.listen(CHANNEL, (text) => {
    const message = Message.parse(JSON.parse(text));
    tail = tail.then(async () => {
      const complete = await whole(message).catch(() => null);
      if (complete !== null) onMessage(complete);
    });
  });
  return {
    readable: (question, extensions) => readable(sql, question, extensions),
    mayWrite: (question, extension) => mayWrite(sql, question, extension),
    async replay(topic, sinceMs, limit) {
      return [...(await sql.unsafe<CommittedMessage[]>(REPLAY, [topic, sinceMs, limit]))];
    },
    async close() {
      await tail;
      await sql.end({ timeout: 1 });
    },
  };
}

/** As hosted Realtime asks: rows written as the owner, looked for as the caller, and everything rolled back. */
async function readable(
  sql: postgres.Sql,
  question: Question,
  extensions: readonly Extension[],
): Promise<Set<Extension>> {
  return rolledBack(sql, async (session) => {
    const probes = extensions.map((extension) => ({ extension, id: crypto.randomUUID() }));
    for (const { extension, id } of probes) await session.unsafe(PROBE, [id, question.topic, extension]);
    await become(session, question);
    const rows = await session.unsafe<{ id: string }[]>(VISIBLE, [probes.map(({ id }) => id)]);
    const seen = new Set(rows.map(({ id }) => id));
    return new Set(probes.filter(({ id }) => seen.has(id)).map(({ extension }) => extension));
  });
}

async function mayWrite(sql: postgres.Sql, question: Question, extension: Extension): Promise<boolean> {
  return rolledBack(sql, async (session) => {
    await become(session, question);
    try {
      await session.unsafe(WRITE, [question.topic, extension]);
      return true;
    } catch (error) {
      if (error instanceof postgres.PostgresError && error.code === INSUFFICIENT_PRIVILEGE) return false;
      throw error;
    }
  });
}

async function become(session: ReservedSql, { caller, topic, headers }: Question): Promise<void> {
  const subject = 'sub' in caller ? (caller.sub ?? '') : '';
  await session.unsafe(BECOME, [caller.role, topic, JSON.stringify(caller), subject, JSON.stringify(headers)]);
}

async function rolledBack<T>(sql: postgres.Sql, work: (session: ReservedSql) => Promise<T>): Promise<T> {
  const session = await sql.reserve();
  try {
    await session`begin`;
    return await work(session);
  } finally {
    await session`rollback`;
    session.release();
  }
}
