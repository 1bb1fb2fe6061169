import { recoveryLogOf } from './open-kept-store.ts';
import type { RecoveryEdit, RecoveryRecordRow } from './record-line.ts';
import { readRecoveryLog } from './recovery-log.ts';

export interface UnsentWork {
  edits: RecoveryEdit[];
  records: RecoveryRecordRow[];
  damaged_lines: number;
}

/**
 * The edits that the cloud has not taken, open conflicts and requests, from the recovery log of a data directory alone. For the
 * day the store cannot be opened at all; needs no network, no sign-in and no database.
 */
export async function readUnsentWork(dataDir: string): Promise<UnsentWork> {
  const { edits, records, damagedLines } = await readRecoveryLog(recoveryLogOf(dataDir));
  return { edits, records, damaged_lines: damagedLines };
}
