import type { OutboxEntry } from '../../outbox/outbox-entry.ts';
import { references } from '../../outbox/references.ts';

/** Splits the outbox (in order) into a group with all that cannot be without it, and the rest. Pure. */
export function withoutGroup<Entry extends OutboxEntry>(
  entries: readonly Entry[],
  groupId: string,
): { discarded: Entry[]; remaining: Entry[] } {
  const gone = new Set<string>();
  const groups = new Set([groupId]);
  const needsGone = (entry: OutboxEntry) => gone.has(entry.row_id) || references(entry).some((id) => gone.has(id));
  for (const entry of entries) {
    if (!groups.has(entry.group_id) && !needsGone(entry)) continue;
    groups.add(entry.group_id);
    for (const member of entries) {
      if (member.group_id === entry.group_id && member.op === 'insert') gone.add(member.row_id);
    }
  }
  return {
    discarded: entries.filter((entry) => groups.has(entry.group_id)),
    remaining: entries.filter((entry) => !groups.has(entry.group_id)),
  };
}
