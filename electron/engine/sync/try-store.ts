import type { Store } from '../store/contract.ts';
import type { StepResult } from './lane-result.ts';
import { writeState } from './sync-state.ts';

/** Whether the store takes a write again; throws its StoreError while it does not. Durable, as an edit would be. */
export async function tryStore(store: Store, at: Date): Promise<StepResult> {
  await store.transaction({ origin: 'record' }, (tx) => writeState(tx, 'store_tried_at', at.toISOString()));
  return { outcome: 'done', more: false };
}
