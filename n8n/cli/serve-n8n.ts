import { parseArgs } from 'node:util';
import { webhookOf } from '../host/n8n-host.ts';
import { startN8n } from '../host/run-n8n.ts';
import { askedToEnd, log, ownHost, untilAborted } from './options.ts';

/**
 * `start`: runs n8n until it is asked to end; one JSON line says where it is when its webhook answers. An n8n that ends by itself
 * is an error.
 */
export async function serveN8n(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { 'n8n-database': { type: 'string' }, port: { type: 'string' } } });
  const host = await ownHost({ database: values['n8n-database'], port: values.port });
  log('n8n is starting; the first time it takes a minute or two.');
  const asked = askedToEnd();
  const n8n = await startN8n(host, asked);
  process.stdout.write(`${JSON.stringify({ url: n8n.url, webhook: webhookOf(host) })}\n`);
  const endedByItself = n8n.ended.then((lines) => {
    throw new Error(`n8n has ended by itself:\n${lines}`);
  });
  await Promise.race([untilAborted(asked), endedByItself]);
  await n8n.stop();
}
