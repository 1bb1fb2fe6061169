import type { OutboxEntry } from './outbox-entry.ts';

/** The edits of each command together, commands in the order of their first edits. */
export function inGroups(entries: readonly OutboxEntry[]): OutboxEntry[][] {
  const groups = new Map<string, OutboxEntry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.group_id);
    if (group === undefined) groups.set(entry.group_id, [entry]);
    else group.push(entry);
  }
  return [...groups.values()];
}

/**
 * Portions of about `size` edits, cut between commands only: a command that was answered in half would be sent again in half, and
 * the cloud would do that half alone.
 */
export function inPortions(entries: readonly OutboxEntry[], size: number): OutboxEntry[][] {
  const portions: OutboxEntry[][] = [];
  for (const group of inGroups(entries)) {
    const last = portions.at(-1);
    if (last === undefined || last.length + group.length > size) portions.push([...group]);
    else last.push(...group);
  }
  return portions;
}
