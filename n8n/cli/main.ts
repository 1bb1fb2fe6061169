/** `npm run n8n -- <command>`: from nothing to a running n8n with the workflows; n8n/README.md tells the way. */
import { install } from './install.ts';
import { BadUsage } from './options.ts';
import { serveN8n } from './serve-n8n.ts';
import { servePostgres } from './serve-postgres.ts';
import { setUp } from './set-up.ts';

const USAGE = `usage: npm run n8n -- install
       npm run n8n -- postgres
       npm run n8n -- setup --n8n-database URL [--cloud-database URL] [--cloud-url URL] [--publishable-key KEY]
                            [--models-url URL] [--research-model M] [--writing-model M] [--review-model M]
                            [--chat-model M] [--alert-url URL] [--port N]
       npm run n8n -- start --n8n-database URL [--port N]`;

const COMMANDS: { readonly [name: string]: ((args: string[]) => Promise<void>) | undefined } = {
  install,
  postgres: servePostgres,
  setup: setUp,
  start: serveN8n,
};

const [name = '', ...args] = process.argv.slice(2);
try {
  const command = COMMANDS[name];
  if (command === undefined) throw new BadUsage(name === '' ? 'Say what to do.' : `There is no command "${name}".`);
  await command(args);
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  // parseArgs says in one sentence which option it does not know.
  const isUsage = error instanceof BadUsage || (error instanceof TypeError && 'code' in error);
  process.stderr.write(`${message}\n${isUsage ? `${USAGE}\n` : ''}`);
  process.exit(1);
}
