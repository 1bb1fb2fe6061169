import { createHmac } from 'node:crypto';
import postgres from 'postgres';
import { z } from 'zod';

/** A queued job as Realtime announces it; see PublicJob in shared/domain/generation.ts. */
const Announcement = z.object({
  event: z.literal('generation'),
  payload: z.object({
    id: z.string(),
    organization_id: z.string(),
    episode_id: z.string(),
    priority: z.number(),
    status: z.literal('pending'),
    attempt_count: z.number(),
  }),
});

const CHANNEL = 'realtime_messages'; // of the trigger in cloud/platform/realtime.sql
const TIMEOUT_MS = 5000;
const SIGNATURE_HEADER = 'x-showrunner-signature';

/**
 * Tells n8n that a job is queued, as pg_net does on Supabase. A call that fails is not repeated: n8n also polls. The body is
 * signed: header x-showrunner-signature, "sha256=" and the HMAC of the body in hex.
 */
export async function startWebhook(options: {
  url: string;
  secret: string;
  databaseUrl: string;
  log: (line: string) => void;
}): Promise<{ close(): Promise<void> }> {
  const sql = postgres(options.databaseUrl, { max: 1, onnotice: () => {} });
  const stop = new AbortController();
  const call = async (text: string): Promise<void> => {
    const announcement = Announcement.safeParse(JSON.parse(text));
    if (!announcement.success) return;
    const { id, organization_id, episode_id, priority } = announcement.data.payload;
    const body = JSON.stringify({ event: 'generation.queued', job_id: id, organization_id, episode_id, priority });
    const signature = createHmac('sha256', options.secret).update(body).digest('hex');
    const answer = await fetch(options.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [SIGNATURE_HEADER]: `sha256=${signature}` },
      body,
      signal: AbortSignal.any([stop.signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    if (!answer.ok) options.log(`webhook: answered ${answer.status}`);
  };
  await sql.listen(CHANNEL, (text) => {
    call(text).catch((error: Error) => {
      if (!stop.signal.aborted) options.log(`webhook: ${error.message}`);
    });
  });
  return {
    async close() {
      stop.abort();
      await sql.end({ timeout: 1 });
    },
  };
}
