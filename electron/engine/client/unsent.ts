import { parseArgs } from 'node:util';
import { EngineFailure } from '../engine-failure.ts';
import { recoveryLogOf } from '../recovery/open-kept-store.ts';
import type { RecoveryEdit, RecoveryRecordRow } from '../recovery/record-line.ts';
import { readRecoveryLog } from '../recovery/recovery-log.ts';

export function isUnsentCommand(argv: string[]): boolean {
  return argv.includes('unsent');
}

export interface UnsentWork {
  edits: RecoveryEdit[];
  records: RecoveryRecordRow[];
  damaged_lines: number;
}

/**
 * `npm run client -- unsent --data DIR`: the edits that the cloud has not taken, open conflicts and requests, from the recovery log alone. For the day the store
 * cannot be opened at all; needs no network, no sign-in and no database.
 */
export async function readUnsent(argv: string[]): Promise<UnsentWork> {
  const { values } = parseArgs({
    args: argv,
    allowPositionals: true,
    strict: false,
    options: { data: { type: 'string' } },
  });
  if (typeof values.data !== 'string') throw new EngineFailure('bad-request', '--data is missing.');
  const { edits, records, damagedLines } = await readRecoveryLog(recoveryLogOf(values.data));
  return { edits, records, damaged_lines: damagedLines };
}
