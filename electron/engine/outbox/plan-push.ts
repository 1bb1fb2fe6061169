import { inGroups } from './groups.ts';
import { HeldBack } from './held-back.ts';
import type { OutboxEntry } from './outbox-entry.ts';

/** What one call takes (contract: 500 mutations). */
export const MAX_MUTATIONS = 500;
/** Bytes of JSON in one call: well under the limits of the proxies in front of PostgREST, and seconds on a slow uplink. */
export const MAX_BYTES = 1_000_000;

/** Ids, table and punctuation of a mutation, at most. */
const MUTATION_BYTES = 300;

export interface PushLimits {
  mutations: number;
  bytes: number;
  /** Fewer than all when a whole call was refused and the culprit is looked for. */
  groups: number;
}

export interface PushPlan {
  /** To be sent in one call, in order. */
  batch: OutboxEntry[];
  /** Of JSON that the batch is, about. */
  bytes: number;
  /** Cannot be sent before a refused one is dealt with. */
  dependents: OutboxEntry[];
}

/**
 * Chooses what the next call carries: groups whole and in order, one mutation a row (the base of a second is not known before
 * the first is answered), nothing before what it needs. An edit needs the earlier edits of its row and the inserts of the rows
 * it points at. Entries that were on their way when the last call broke off go again first and alone, under the same ids; all at
 * once or in several calls, which makes no difference to the cloud.
 *
 * @param entries the outbox in order, parked ones included; may be cut off at the end of a group
 */
export function planPush(entries: readonly OutboxEntry[], limits: PushLimits): PushPlan {
  const again = choose(entries, limits, (group) => group.some(({ state }) => state === 'sending'));
  if (again.batch.length > 0) return again;
  // A store that was rebuilt takes every edit for one that was sent, also those that wait behind one that a merge took back.
  return choose(entries, limits, () => true);
}

function choose(
  entries: readonly OutboxEntry[],
  limits: PushLimits,
  isWanted: (group: readonly OutboxEntry[]) => boolean,
): PushPlan {
  const refused = new HeldBack();
  const waiting = new HeldBack();
  const taken = new HeldBack();
  const batch: OutboxEntry[] = [];
  const dependents: OutboxEntry[] = [];
  let bytes = 0;
  let groups = 0;
  for (const group of inGroups(entries)) {
    if (group.some((entry) => entry.state === 'parked' || refused.needs(entry))) {
      refused.add(group);
      dependents.push(...group.filter((entry) => entry.state !== 'parked'));
      continue;
    }
    if (!isWanted(group)) {
      waiting.add(group);
      continue;
    }
    const size = group.reduce((sum, entry) => sum + sizeOf(entry), 0);
    const fits =
      batch.length === 0 ||
      (batch.length + group.length <= limits.mutations && bytes + size <= limits.bytes && groups < limits.groups);
    if (!fits || group.some((entry) => waiting.needs(entry) || taken.hasRow(entry))) {
      waiting.add(group);
      continue;
    }
    taken.add(group);
    batch.push(...group);
    bytes += size;
    groups += 1;
  }
  return { batch, bytes, dependents };
}

function sizeOf(entry: OutboxEntry): number {
  return MUTATION_BYTES + Buffer.byteLength(JSON.stringify(entry.patch));
}
