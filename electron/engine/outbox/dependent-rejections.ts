import type { MutationResult } from '../../../shared/sync/protocol.ts';
import { HeldBack } from './held-back.ts';
import type { OutboxEntry } from './outbox-entry.ts';

/**
 * Which refusals of one call only follow from another one in it: an episode of a project that was refused is refused for its
 * missing project. Answers their mutation ids. Pure.
 *
 * @param sent in the order in which they were sent
 */
export function dependentRejections(sent: readonly OutboxEntry[], results: readonly MutationResult[]): Set<string> {
  const rejected = new Set(
    results.filter((result) => result.status === 'rejected').map((result) => result.mutation_id),
  );
  const roots = new HeldBack();
  const rootGroups = new Set<string>();
  const dependents = new Set<string>();
  for (const entry of sent) {
    if (!rejected.has(entry.mutation_id)) continue;
    // A group is refused as one, whichever member was at fault.
    if (!rootGroups.has(entry.group_id) && groupNeeds(sent, entry.group_id, roots)) dependents.add(entry.mutation_id);
    else rootGroups.add(entry.group_id);
    roots.add([entry]);
  }
  return dependents;
}

function groupNeeds(sent: readonly OutboxEntry[], groupId: string, heldBack: HeldBack): boolean {
  return sent.some((entry) => entry.group_id === groupId && heldBack.needs(entry));
}
