import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import postgres, { type Sql } from 'postgres';
import { mintToken } from '../../cloud/identity/mint-token.ts';
import { type Cloud, startCloud } from '../../cloud/server/start-cloud.ts';
import { createDatabase } from '../../cloud/testing/database.ts';
import { findN8n } from '../host/find-n8n.ts';
import { type N8nHost, webhookOf } from '../host/n8n-host.ts';
import { type RunningN8n, startN8n } from '../host/run-n8n.ts';
import { setUpN8n } from '../host/set-up.ts';
import { type ModelServer, startModelServer } from '../testing/model-server.ts';

/** Everything real but the model: Postgres, the embedded cloud, n8n with the workflows imported and published, a producer. */
export interface LiveStudio {
  cloud: Cloud;
  sql: Sql;
  models: ModelServer;
  host: N8nHost;
  /** The one that runs now; a test that ends it puts the next one here. */
  n8n: RunningN8n;
  ada: SupabaseClient;
  project: string;
  /** What the error workflow told people. */
  alerts: string[];
  /** A new draft, and what the cloud answers to the request for its generation. */
  request(): Promise<{ episode: string; job: string }>;
  /** A question of the producer's, about an episode or in a conversation that there is, or about nothing in particular. */
  ask(content: string, about?: { episode?: string; session?: string }): Promise<{ message: string; session: string }>;
  messageOf(id: string): Promise<{ answer_state: string; answer_reason: string | null }>;
  /** Where n8n is called. */
  webhook: string;
  /** The cloud's call for a job, signed as the cloud signs it; the answer's status. */
  callWebhook(body: string, options?: { secret?: string; timestamp?: number }): Promise<number>;
  close(): Promise<void>;
}

const SECRET = 'a secret of the live test';
const MODELS_KEY = 'a key of the live test';
const ORGANIZATION = 'org_live';
const USER = 'user_live';
// Longer than any stage takes here; the workflow's own 15 minutes would be long to wait for.
const LEASE_SECONDS = 60;
const TOKEN_SECONDS = 6 * 3600; // longer than any run of these tests

export async function openLiveStudio(): Promise<LiveStudio> {
  const closing: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const end of closing.splice(0).reverse()) await end();
  };
  try {
    return await open(closing, close);
  } catch (error) {
    await close(); // what has started must not outlive a start that failed
    throw error;
  }
}

async function open(closing: (() => Promise<unknown>)[], close: () => Promise<void>): Promise<LiveStudio> {
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  let studio: LiveStudio | null = null;
  const program = await findN8n(log);
  const database = await createDatabase();
  closing.push(() => database.drop());
  const n8nDatabase = await createDatabase({ migrated: false });
  closing.push(() => n8nDatabase.drop());
  const cloud = await startCloud({ worker: false, seed: false, databaseUrl: database.url, log });
  closing.push(() => cloud.close());
  const sql = postgres(database.url, { max: 4, onnotice: () => {} });
  closing.push(() => sql.end({ timeout: 1 }));
  const models = await startModelServer({ key: MODELS_KEY });
  closing.push(() => models.close());
  const alerts: string[] = [];
  const alertServer = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    alerts.push(JSON.parse(text).text);
    response.end('ok');
  }).listen(0, '127.0.0.1');
  closing.push(async () => alertServer.close());
  await once(alertServer, 'listening');

  const folder = await mkdtemp(join(tmpdir(), 'showrunner-n8n-home-'));
  closing.push(() => rm(folder, { recursive: true, force: true }));
  const [port, brokerPort] = [await freePort(), await freePort()];
  const host: N8nHost = { program, databaseUrl: n8nDatabase.url, folder, port, brokerPort };
  await setUpN8n(host, {
    secrets: {
      publishableKey: cloud.publishableKey,
      token: await mintToken({ user: 'n8n', worker: true, expiresSeconds: TOKEN_SECONDS }),
      modelsUrl: models.url,
      modelsKey: MODELS_KEY,
      webhookSecret: SECRET,
    },
    settings: {
      cloud_url: cloud.url,
      lease_seconds: LEASE_SECONDS,
      alert_url: `http://127.0.0.1:${portOf(alertServer.address())}/`,
    },
    log,
  });
  const n8n = await startN8n(host);
  // The one that runs then; what runs in it belongs to a test that has ended.
  closing.push(() => (studio?.n8n ?? n8n).kill());
  log('n8n: started');
  const webhook = webhookOf(host);
  await sql`update app_settings set value = ${sql.json({ url: webhook, secret: SECRET })} where key = 'generation.webhook'`;
  await sql`update app_settings set value = '[0, 0, 0]' where key = 'generation.retry_minutes'`;

  const token = await mintToken({
    user: USER,
    organization: ORGANIZATION,
    role: 'admin',
    expiresSeconds: TOKEN_SECONDS,
  });
  const ada = createClient(cloud.url, cloud.publishableKey, { accessToken: async () => token });
  await ada.rpc('ensure_membership');
  const project = randomUUID();
  await sql`insert into projects (id, organization_id, title, onboarding_brief)
    values (${project}, ${ORGANIZATION}, 'The future of UK fintech', 'A client wants to know what is real. No jargon.')`;

  let number = 0;
  studio = {
    ...{ cloud, sql, models, host, n8n, ada, project, alerts, webhook },
    async request() {
      number += 1;
      const episode = randomUUID();
      await sql`insert into episodes (id, organization_id, project_id, sequence_number)
        values (${episode}, ${ORGANIZATION}, ${project}, ${number})`;
      const { data, error } = await ada.rpc('request_generation', {
        p_episode_id: episode,
        p_idempotency_key: randomUUID(),
      });
      if (error !== null) throw new Error(error.message);
      return { episode, job: data.job_id };
    },
    async ask(content, { episode, session: existing } = {}) {
      const [message, session] = [randomUUID(), existing ?? randomUUID()];
      const author = { organization_id: ORGANIZATION, user_id: USER };
      if (existing === undefined) {
        await sql`insert into chat_sessions ${sql({ ...author, id: session, episode_id: episode ?? null, title: content })}`;
      }
      await sql`insert into chat_messages ${sql({ ...author, id: message, session_id: session, role: 'user', content })}`;
      return { message, session };
    },
    async messageOf(id) {
      const [row] = await sql<{ answer_state: string; answer_reason: string | null }[]>`
        select answer_state, answer_reason from chat_messages where id = ${id}`;
      if (row === undefined) throw new Error('The message is gone.');
      return row;
    },
    async callWebhook(body, { secret = SECRET, timestamp = Math.floor(Date.now() / 1000) } = {}) {
      const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
      const { status } = await fetch(webhook, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-showrunner-timestamp': String(timestamp),
          'x-showrunner-signature': signature,
        },
        body,
      });
      return status;
    },
    close,
  };
  return studio;
}

async function freePort(): Promise<number> {
  const server = createSocketServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server.address());
  server.close();
  await once(server, 'close');
  return port;
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}
