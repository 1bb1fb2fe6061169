import { v4 as uuidv4 } from 'uuid';
import type { PullCursor } from '../../../shared/sync/protocol.ts';
import type { Store, Transaction } from '../store/contract.ts';

/**
 * Where the pull stands. `first`: the first sync of an empty store; `compare`: everything is fetched again and what the cloud
 * does not have is evicted at the end; `delta`: only what is new.
 */
export interface PullState {
  cursor: PullCursor | null;
  mode: 'first' | 'compare' | 'delta';
  /** Rows that came in this sweep. */
  rows: number;
  /** ISO; when everything the cloud had was last known to be here. */
  completed_at: string | null;
}

export const FIRST_PULL: PullState = { cursor: null, mode: 'first', rows: 0, completed_at: null };

export interface Comparison {
  at: string;
  repaired: number;
}

interface StateValues {
  pull: PullState;
  /** Names this desk to the cloud. */
  client_id: string;
  /** The cloud said that this user is no member any more; holds across a restart without network. */
  access_revoked: boolean;
  /** By table: when it was last compared with the cloud, and how many rows had to be put right then. */
  compared: { [table: string]: Comparison };
  /** ISO; when the store was last found to take writes again. */
  store_tried_at: string;
}

type Reader = Pick<Store, 'query'> | Transaction;

export async function readState<Key extends keyof StateValues>(
  reader: Reader,
  key: Key,
): Promise<StateValues[Key] | null> {
  const { rows } = await reader.query<{ value: StateValues[Key] }>('select value from sync_state where key = $1', [
    key,
  ]);
  return rows[0]?.value ?? null;
}

export async function writeState<Key extends keyof StateValues>(
  tx: Transaction,
  key: Key,
  value: StateValues[Key],
): Promise<void> {
  await tx.query(
    'insert into sync_state (key, value) values ($1, $2::jsonb) on conflict (key) do update set value = excluded.value',
    [key, JSON.stringify(value)],
  );
}

/** Beside what is known of the other tables. */
export async function noteCompared(tx: Transaction, table: string, comparison: Comparison): Promise<void> {
  await tx.query(
    `insert into sync_state (key, value) values ('compared', $1::jsonb)
     on conflict (key) do update set value = sync_state.value || excluded.value`,
    [JSON.stringify({ [table]: comparison })],
  );
}

/** Made once for a store, durably: the cloud tells desks apart by it. */
export async function ensureClientId(store: Store): Promise<string> {
  return store.transaction({ origin: 'record' }, async (tx) => {
    const known = await readState(tx, 'client_id');
    if (known !== null) return known;
    const made = uuidv4();
    await writeState(tx, 'client_id', made);
    return made;
  });
}
