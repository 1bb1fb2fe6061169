import type { QueryRow } from '../../shared/ipc/contract.ts';

export type LogGroup = 'all' | 'connection' | 'traffic' | 'attention' | 'repairs';

export const LOG_GROUPS: { value: LogGroup; label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'connection', label: 'Connection' },
  { value: 'traffic', label: 'Sent and received' },
  { value: 'attention', label: 'Needed you' },
  { value: 'repairs', label: 'Repairs' },
];

const GROUP_OF: Record<string, LogGroup> = {
  connection: 'connection',
  sent: 'traffic',
  received: 'traffic',
  refused: 'attention',
  conflict: 'attention',
  repaired: 'repairs',
  recovered: 'repairs',
};

/** The lines of a group that hold every word of the text. */
export function logLines<Line extends Pick<QueryRow<'sync.log'>, 'kind' | 'message'>>(
  lines: readonly Line[],
  group: LogGroup,
  text: string,
): Line[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return lines.filter(
    ({ kind, message }) =>
      (group === 'all' || GROUP_OF[kind] === group) && words.every((word) => message.toLowerCase().includes(word)),
  );
}
