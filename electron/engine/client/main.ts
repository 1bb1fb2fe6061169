/** `npm run client`: the engine without a window. One JSON document on stdout; a failure is `{"error": {code, message}}` and exit code 1. */
import { toEngineError } from '../engine-failure.ts';
import { readArguments } from './arguments.ts';
import { runClient } from './run-client.ts';
import { isUnsentCommand, readUnsent } from './unsent.ts';

/** Ends the process once the document is out: supabase-js keeps timers of ten seconds after it was closed. */
function finish(document: unknown, code: number): void {
  process.stdout.write(`${JSON.stringify(document)}\n`, () => process.exit(code));
}

try {
  const argv = process.argv.slice(2);
  finish(await (isUnsentCommand(argv) ? readUnsent(argv) : runClient(readArguments(argv))), 0);
} catch (error) {
  finish({ error: toEngineError(error) }, 1);
}
