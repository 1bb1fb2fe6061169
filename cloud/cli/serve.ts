/** `npm run cloud`: the embedded cloud alone. One JSON line on stdout when it is ready, everything else on stderr. */
import { parseArgs } from 'node:util';
import { defaultDataDirectory } from '../server/data-directory.ts';
import { type CloudOptions, startCloud } from '../server/start-cloud.ts';
import { StartFailure } from '../server/start-failure.ts';

const USAGE =
  'usage: npm run cloud -- [--port N] [--database-url URL] [--data DIR] [--no-worker] [--no-seed] [--worker-speed X]';

function readOptions(): CloudOptions {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      'database-url': { type: 'string' },
      data: { type: 'string' },
      'no-worker': { type: 'boolean', default: false },
      'no-seed': { type: 'boolean', default: false },
      'worker-speed': { type: 'string' },
    },
  });
  const databaseUrl = values['database-url'];
  const speed = values['worker-speed'];
  const { SHOWRUNNER_WEBHOOK_URL: url, SHOWRUNNER_WEBHOOK_SECRET: secret } = process.env;
  if (url !== undefined && url !== '' && (secret === undefined || secret === '')) {
    throw new StartFailure('SHOWRUNNER_WEBHOOK_URL is set but SHOWRUNNER_WEBHOOK_SECRET is not; calls must be signed.');
  }
  return {
    port:
      values.port === undefined
        ? 0
        : numberOf('--port', values.port, (n) => Number.isInteger(n) && n >= 0 && n < 65536),
    ...(databaseUrl === undefined ? { dataDir: values.data ?? defaultDataDirectory() } : { databaseUrl }),
    worker: !values['no-worker'],
    seed: !values['no-seed'],
    ...(speed === undefined ? {} : { workerSpeed: numberOf('--worker-speed', speed, (n) => n > 0) }),
    ...(url && secret ? { webhook: { url, secret } } : {}),
  };
}

function numberOf(name: string, text: string, isValid: (value: number) => boolean): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || !isValid(value)) {
    throw new StartFailure(`${name} cannot be ${JSON.stringify(text)}; ${USAGE}`);
  }
  return value;
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

const log = (line: string): void => void process.stderr.write(`${line}\n`);

try {
  const cloud = await startCloud({
    ...readOptions(),
    log,
    onFailure: () => fail("The cloud's database has stopped working. What was saved is safe. Start the cloud again."),
  });
  let isClosing = false;
  const stop = (): void => {
    if (isClosing) return;
    isClosing = true;
    cloud.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  const { url, publishableKey: publishable_key, databaseUrl: database_url } = cloud;
  process.stdout.write(`${JSON.stringify({ url, publishable_key, database_url })}\n`);
} catch (error) {
  if (error instanceof StartFailure) fail(error.message);
  // parseArgs says in one sentence which option it does not know.
  if (error instanceof TypeError && 'code' in error) fail(`${error.message.split('\n', 1)[0]} ${USAGE}`);
  throw error;
}
