import type { Store, Transaction } from '../store/contract.ts';
import { StoreError } from '../store/store-error.ts';

/**
 * Rows of one transaction whose foreign keys are tried. News comes a few rows at a time, and what they stand in is nearly always
 * here; a first sync comes in hundreds, children before parents as often as not.
 */
const TRIED_ROWS = 50;
const FOREIGN_KEY_VIOLATION = '23503';

/**
 * Writes rows of the cloud in one transaction. Few of them are tried with foreign keys checked: not to check them costs every plan
 * that Postgres has made (see TransactionOptions), and with each edit of somebody else all lists on the screen would be planned
 * anew. When a parent is missing, all is done again unchecked, so `run` must begin anew when it is called a second time.
 *
 * @param more others follow at once, as in a first sync
 */
export async function writeRows<T>(
  store: Store,
  { rows, more }: { rows: number; more: boolean },
  run: (tx: Transaction) => Promise<T>,
): Promise<T> {
  if (!more && rows <= TRIED_ROWS) {
    try {
      return await store.transaction({ origin: 'engine' }, run);
    } catch (error) {
      const isMissing = error instanceof StoreError && error.refusal?.sqlstate === FOREIGN_KEY_VIOLATION;
      if (!isMissing) throw error;
    }
  }
  return store.transaction({ origin: 'sync' }, run);
}
