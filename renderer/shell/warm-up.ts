import type { LaterPage } from '../page/later-page.tsx';
import { Board, EpisodePage, ProjectSettings, SyncLogPage } from './later-pages.ts';
import { PLACES } from './places.ts';

/** By then the page that was opened has its rows: none of them waits for a script that is not wanted yet. In milliseconds. */
const AFTER_MS = 1_000;

/** What a producer opens first, first. */
const LATER: readonly Pick<LaterPage<never>, 'read'>[] = [
  EpisodePage,
  {
    read: async () => (await import('../episodes/editor/rehearse-editor.ts')).rehearseEditor(document),
  },
  Board,
  ...PLACES.flatMap(({ page }) => ('read' in page ? [page] : [])),
  ProjectSettings,
  SyncLogPage,
];

/**
 * Reads the scripts of the other pages, each in a moment in which the page has nothing else to do: the first episode that is opened
 * then costs what the second does. One that cannot be read now is read when its page is opened.
 */
export function warmUp(page: Pick<Window, 'requestIdleCallback' | 'setTimeout'>): void {
  const read = (place: number): void => {
    const later = LATER[place];
    if (later === undefined) return;
    const goOn = () => read(place + 1);
    page.requestIdleCallback(() => void later.read().then(goOn, goOn));
  };
  page.setTimeout(() => read(0), AFTER_MS);
}
