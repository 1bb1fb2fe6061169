import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { PUBLISHABLE_KEY } from '../../cloud/identity/publishable-key.ts';
import { webhookOf } from '../host/n8n-host.ts';
import { setUpN8n } from '../host/set-up.ts';
import { askedToEnd, BadUsage, log, ownHost, required } from './options.ts';

const SECRET_BYTES = 32;
const ANNOUNCE = readFileSync(join(import.meta.dirname, 'announce-jobs.sql'), 'utf8');
// Of `npm run cloud -- --port 54321` and `npm run n8n:models`.
const LOCAL = { cloud: 'http://127.0.0.1:54321', models: 'http://127.0.0.1:8801/v1', modelsKey: 'local' };

/**
 * `setup`: credentials and workflows into n8n, and with --cloud-database n8n's webhook into the cloud's settings. Secrets come
 * from the environment, because arguments can be read by every process: SHOWRUNNER_WORKER_TOKEN (must be),
 * SHOWRUNNER_MODELS_KEY, SHOWRUNNER_WEBHOOK_SECRET (default: a new one).
 */
export async function setUp(args: string[]): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: {
      'n8n-database': text,
      'cloud-database': text,
      'cloud-url': text,
      'publishable-key': text,
      'models-url': text,
      'research-model': text,
      'writing-model': text,
      'review-model': text,
      'chat-model': text,
      'alert-url': text,
      port: text,
    },
  });
  const { SHOWRUNNER_WORKER_TOKEN, SHOWRUNNER_MODELS_KEY, SHOWRUNNER_WEBHOOK_SECRET: givenSecret } = process.env;
  const token = required('SHOWRUNNER_WORKER_TOKEN', SHOWRUNNER_WORKER_TOKEN);
  const cloudDatabase = values['cloud-database'];
  if (cloudDatabase === undefined && !givenSecret) {
    throw new BadUsage(
      'Give --cloud-database, so that a new webhook secret can be told to the cloud, or SHOWRUNNER_WEBHOOK_SECRET.',
    );
  }
  const secret = givenSecret || randomBytes(SECRET_BYTES).toString('hex');
  const host = await ownHost({ database: values['n8n-database'], port: values.port });
  const chosen = {
    cloud_url: (values['cloud-url'] ?? LOCAL.cloud).replace(/\/+$/, ''),
    research_model: values['research-model'],
    writing_model: values['writing-model'],
    review_model: values['review-model'],
    chat_model: values['chat-model'],
    alert_url: values['alert-url'],
  };
  await setUpN8n(host, {
    secrets: {
      publishableKey: values['publishable-key'] ?? PUBLISHABLE_KEY,
      token,
      modelsUrl: (values['models-url'] ?? LOCAL.models).replace(/\/+$/, ''),
      modelsKey: SHOWRUNNER_MODELS_KEY ?? LOCAL.modelsKey,
      webhookSecret: secret,
    },
    settings: Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined)),
    log,
    signal: askedToEnd(),
  });
  if (cloudDatabase !== undefined) await announceTo(cloudDatabase, { url: webhookOf(host), secret });
  log('Ready: npm run n8n -- start');
}

async function announceTo(databaseUrl: string, webhook: { url: string; secret: string }): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1 });
  try {
    await sql.unsafe(ANNOUNCE, [JSON.stringify(webhook)]);
  } finally {
    await sql.end();
  }
}
