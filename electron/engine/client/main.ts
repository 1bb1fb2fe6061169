/** `npm run client`: the engine without a window. One JSON document on stdout; a failure is `{"error": {code, message}}` and exit code 1. */
import { toEngineError } from '../engine-failure.ts';
import { readArguments } from './arguments.ts';
import { runClient } from './run-client.ts';

async function main(): Promise<number> {
  try {
    print(await runClient(readArguments(process.argv.slice(2))));
    return 0;
  } catch (error) {
    print({ error: toEngineError(error) });
    return 1;
  }
}

function print(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document)}\n`);
}

process.exitCode = await main();
