import { findN8n } from '../host/find-n8n.ts';
import { log } from './options.ts';

/** `install`: finds n8n or installs it, and prints where it is. */
export async function install(): Promise<void> {
  process.stdout.write(`${await findN8n(log)}\n`);
}
