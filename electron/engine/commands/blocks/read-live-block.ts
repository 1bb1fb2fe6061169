import type { JsonRow } from '../../../../shared/sync/protocol.ts';
import { readRow, rowIsGone } from '../../outbox/read-row.ts';
import type { Transaction } from '../../store/contract.ts';

/** For what is done with a text that somebody sees: one in the bin is as good as gone, and half of it would stay there. */
export async function readLiveBlock(tx: Transaction, id: string): Promise<JsonRow> {
  const block = await readRow(tx, 'blocks', id);
  if (block.deleted_at != null) throw rowIsGone();
  return block;
}
