import { homedir } from 'node:os';
import { join } from 'node:path';
import { findN8n } from '../host/find-n8n.ts';
import type { N8nHost } from '../host/n8n-host.ts';

/** The command cannot be carried out as it was given; the message says why. */
export class BadUsage extends Error {}

export const log = (line: string): void => void process.stderr.write(`${line}\n`);

export function required(name: string, value: string | undefined): string {
  if (value === undefined || value === '') throw new BadUsage(`${name} is missing.`);
  return value;
}

/** The n8n of this machine user: its folder keeps the key of its credentials, so that they can be read at the next start. */
export async function ownHost(options: { database: string | undefined; port: string | undefined }): Promise<N8nHost> {
  const databaseUrl = required('--n8n-database', options.database);
  const port = Number(options.port ?? '5678'); // n8n's own
  if (!Number.isInteger(port) || port < 1 || port > 65_534) throw new BadUsage(`--port cannot be ${options.port}.`);
  const data = process.env.XDG_DATA_HOME ?? join(homedir(), '.local/share');
  return {
    program: await findN8n(log),
    databaseUrl,
    folder: join(data, 'showrunner/n8n-home'),
    port,
    brokerPort: port + 1,
  };
}

/** Aborted when the process is asked to end; asked a second time, it ends at once. */
export function askedToEnd(): AbortSignal {
  const asked = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => asked.abort(new Error('Ended before it was done, as it was asked to.')));
  }
  return asked.signal;
}

export function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
