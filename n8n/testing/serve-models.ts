/** `npm run n8n:models`: the local OpenAI-compatible endpoint, for trying the workflow without a provider. Prints its address. */
import { startModelServer } from './model-server.ts';

const PORT = 8801;
const KEY = 'local'; // guards nothing: the endpoint composes text and listens on this machine only

const server = await startModelServer({ key: KEY, port: PORT });
process.stdout.write(`${JSON.stringify({ url: server.url, key: KEY })}\n`);
const stop = (): void => void server.close().then(() => process.exit(0));
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
