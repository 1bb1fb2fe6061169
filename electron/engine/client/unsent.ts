import { parseArgs } from 'node:util';
import { EngineFailure } from '../engine-failure.ts';
import { readUnsentWork, type UnsentWork } from '../recovery/unsent-work.ts';

export function isUnsentCommand(argv: string[]): boolean {
  return argv.includes('unsent');
}

/** `npm run client -- unsent --data DIR`. */
export async function readUnsent(argv: string[]): Promise<UnsentWork> {
  const { values } = parseArgs({
    args: argv,
    allowPositionals: true,
    strict: false,
    options: { data: { type: 'string' } },
  });
  if (typeof values.data !== 'string') throw new EngineFailure('bad-request', '--data is missing.');
  return readUnsentWork(values.data);
}
