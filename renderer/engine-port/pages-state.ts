import type { PageEnd } from '../../shared/ipc/questions.ts';

/** A list that is read of the cloud page by page, newest first. */
export type PagesState<Entry> =
  | { state: 'asking' }
  /**
   * What was read stays, whatever comes later. `stale`: why the newest did not come when they were asked for again; `gap`: why the
   * last older page did not.
   */
  | {
      state: 'here';
      entries: Entry[];
      older: 'none' | 'there' | 'asking';
      stale: string | null;
      gap: string | null;
    }
  | { state: 'unavailable'; refused: boolean; message: string };

/** The newest page is here, for the first time or again. The older ones stay behind it, unless there is now a hole between them. */
export function withNewest<Entry extends PageEnd>(
  before: PagesState<Entry>,
  newest: Entry[],
  pageSize: number,
): PagesState<Entry> {
  const fresh = { state: 'here', stale: null, gap: null } as const;
  const last = newest.at(-1);
  if (newest.length < pageSize || last === undefined) return { ...fresh, entries: newest, older: 'none' };
  const place = before.state === 'here' ? before.entries.findIndex(({ id }) => id === last.id) : -1;
  if (before.state !== 'here' || place < 0) return { ...fresh, entries: newest, older: 'there' };
  return { ...before, entries: [...newest, ...before.entries.slice(place + 1)], stale: null };
}

/** The newest page did not come. Who may not read it any more is shown nothing of it. */
export function withoutNewest<Entry>(
  before: PagesState<Entry>,
  { refused, message }: { refused: boolean; message: string },
): PagesState<Entry> {
  if (before.state !== 'here' || refused) return { state: 'unavailable', refused, message };
  return { ...before, stale: message };
}

/** The page behind `last` is here. It is left out where the list ends elsewhere by now. */
export function withOlder<Entry extends PageEnd>(
  before: PagesState<Entry>,
  last: PageEnd,
  page: Entry[],
  pageSize: number,
): PagesState<Entry> {
  if (before.state !== 'here') return before;
  if (before.entries.at(-1)?.id !== last.id) return { ...before, older: before.older === 'none' ? 'none' : 'there' };
  const older = page.length < pageSize ? 'none' : 'there';
  return { ...before, entries: [...before.entries, ...page], older, gap: null };
}

export function withoutOlder<Entry>(before: PagesState<Entry>, message: string): PagesState<Entry> {
  return before.state === 'here' && before.older === 'asking' ? { ...before, older: 'there', gap: message } : before;
}
