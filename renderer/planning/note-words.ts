import type { NotePriority, NoteScope, NoteStatus } from '../../shared/ipc/commands.ts';

/** How notes are named on the screen. */
export const SCOPES: { scope: NoteScope; label: string }[] = [
  { scope: 'NEXT_EPISODE', label: 'Next episode' },
  { scope: 'GENERAL', label: 'General' },
  { scope: 'TOPIC_REQUEST', label: 'Topic' },
  { scope: 'DEPTH_ADJUSTMENT', label: 'Depth' },
];

export const PRIORITIES: { priority: NotePriority; label: string }[] = [
  { priority: 'LOW', label: 'Low' },
  { priority: 'MEDIUM', label: 'Medium' },
  { priority: 'HIGH', label: 'High' },
  { priority: 'CRITICAL', label: 'Critical' },
];

export const STATUSES: { status: NoteStatus; label: string }[] = [
  { status: 'pending', label: 'Pending' },
  { status: 'acknowledged', label: 'Acknowledged' },
  { status: 'incorporated', label: 'Used' },
  { status: 'deferred', label: 'Deferred' },
  { status: 'archived', label: 'Archived' },
];

export function labelOf<T extends { label: string }>(list: T[], matches: (entry: T) => boolean): string {
  return list.find(matches)?.label ?? '';
}
