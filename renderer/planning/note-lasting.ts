import { relativeTime, shortDate } from '../components/times.ts';

const DAY_MS = 86_400_000;

/** How long a note counts: until it is used, or until a day on which the cloud puts it away by itself. */
export type Lasting = { kind: 'until-used' } | { kind: 'days'; days: number } | { kind: 'until'; at: string };

export const LASTING: { value: string; label: string; lasting: Lasting }[] = [
  { value: 'until-used', label: 'Until used', lasting: { kind: 'until-used' } },
  { value: '7', label: 'A week', lasting: { kind: 'days', days: 7 } },
  { value: '30', label: 'A month', lasting: { kind: 'days', days: 30 } },
];

/** What the column expires_at is to hold. */
export function expiresAt(lasting: Lasting, now: number): string | null {
  switch (lasting.kind) {
    case 'until-used':
      return null;
    case 'days':
      return new Date(now + lasting.days * DAY_MS).toISOString();
    case 'until':
      return lasting.at;
  }
}

/** "Expires in 3 days"; null for a note that has no end, or whose life is over anyhow. */
export function expiryWords(
  note: { status: string; expires_at: string | null; archive_after_episodes: number | null },
  now: number,
): string | null {
  if (note.status === 'archived' || note.status === 'incorporated') return null;
  if (note.expires_at !== null) {
    const left = Date.parse(note.expires_at) - now;
    if (left <= 0) return 'Expired';
    return left < 30 * DAY_MS ? `Expires ${relativeTime(note.expires_at, now)}` : `Until ${shortDate(note.expires_at)}`;
  }
  if (note.archive_after_episodes === null) return null;
  return note.archive_after_episodes === 1 ? 'For one episode' : `For ${note.archive_after_episodes} episodes`;
}
