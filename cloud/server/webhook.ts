import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { z } from 'zod';

export interface WebhookTarget {
  url: string;
  secret: string | null;
}

/** A job that can be worked on, as Realtime announces it; see PublicJob in shared/domain/generation.ts. */
const Announcement = z.object({
  event: z.literal('generation'),
  payload: z.object({ id: z.string(), status: z.literal('pending') }),
});

/** A question that can be answered, as the trigger `call_chat_webhook` announces it. */
const Question = z.object({ message_id: z.string() });

const JOBS = 'realtime_messages'; // of the trigger in cloud/platform/realtime.sql
const QUESTIONS = 'chat_questions'; // of the trigger in migrations/cloud
const TIMEOUT_MS = 5000;
const SETTINGS = readFileSync(join(import.meta.dirname, 'queries/webhook-settings.sql'), 'utf8');

/**
 * Calls n8n's webhook when a job is queued or a question asked, as pg_net does on Supabase (migrations/cloud, `call_webhook`): the same body and
 * the same signature. `target` comes first, else the database's own settings; without either nothing is called. A call that
 * fails is not repeated: n8n also polls.
 */
export async function startWebhook(options: {
  target: WebhookTarget | null;
  databaseUrl: string;
  log: (line: string) => void;
}): Promise<{ close(): Promise<void> }> {
  const { target, log } = options;
  const sql = postgres(options.databaseUrl, { max: 1, onnotice: () => {} });
  const stop = new AbortController();
  const call = async (hint: object): Promise<void> => {
    const [settings] =
      target === null ? await sql.unsafe<{ url: string | null; secret: string | null }[]>(SETTINGS) : [];
    const url = target?.url ?? settings?.url;
    if (url == null) return;
    const body = JSON.stringify(hint);
    const answer = await fetch(url, {
      method: 'POST',
      headers: signedHeaders(body, target?.secret ?? settings?.secret ?? null),
      body,
      signal: AbortSignal.any([stop.signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    if (!answer.ok) log(`webhook: answered ${answer.status}`);
  };
  const running = new Set<Promise<void>>();
  const ring = (hint: object): void => {
    const done: Promise<void> = call(hint)
      .catch((error: Error) => {
        if (!stop.signal.aborted) log(`webhook: ${error.message}`);
      })
      .finally(() => running.delete(done));
    running.add(done);
  };
  await sql.listen(JOBS, (text) => {
    const announcement = Announcement.safeParse(JSON.parse(text));
    if (announcement.success) ring({ job_id: announcement.data.payload.id });
  });
  await sql.listen(QUESTIONS, (text) => ring(Question.parse(JSON.parse(text))));
  return {
    async close() {
      stop.abort();
      // A connection that is destroyed while it opens rejects a promise of the driver's own, which ends the process.
      await Promise.all(running);
      await sql.end({ timeout: 1 });
    },
  };
}

/** The signature is over "<timestamp>.<body>", so that an old call cannot be played again later. */
function signedHeaders(body: string, secret: string | null): { [name: string]: string } {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const headers = { 'content-type': 'application/json', 'x-showrunner-timestamp': timestamp };
  if (secret === null) return headers;
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return { ...headers, 'x-showrunner-signature': signature };
}
