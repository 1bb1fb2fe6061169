import { useEffect } from 'react';
import { type Toast, useToasts } from '../components/toast-store.ts';
import { ifGone, thisPage } from '../desk-memory/living-pages.ts';
import { ownerOf } from '../desk-memory/owner-of.ts';
import { useEngine, useEngineLink } from '../engine-port/engine-context.ts';
import { type DraftPlace, draftKey, draftsOf, leftGroundsOf } from './text-sync/draft-keys.ts';
import { isTextOpen } from './text-sync/open-texts.ts';
import type { RefusedDraft } from './text-sync/send-left-drafts.ts';

/** For what was refused for a while, as by a full disk. In milliseconds. */
const AGAIN_MS = 15_000;
/** Of words in a message, in UTF-16 units. */
const SHOWN = 120;

/** What is typed in another tab is that tab's for as long as it is open. */
async function whileFree(place: DraftPlace, run: () => Promise<void>): Promise<void> {
  if (place.page !== thisPage()) await ifGone(place.page, run);
  else if (!isTextOpen(place.blockId)) await run();
}

/** Each is as long as its text, and the storage is not large. */
async function forgetLeftGrounds(owner: string): Promise<void> {
  for (const { page, forget } of leftGroundsOf(window.localStorage, owner))
    if (page !== thisPage()) await ifGone(page, async () => forget());
}

/** Sends what is left of texts that nobody has open, whenever the engine is there. */
export function LeftDrafts(): null {
  const engine = useEngine();
  const session = useEngineLink((link) => (link.state === 'ready' ? link.session : null));
  const show = useToasts((toasts) => toasts.show);
  useEffect(() => {
    if (session === null) return;
    const owner = ownerOf(session);
    /** Refused once is perhaps a store that is being filled anew from the cloud; twice is said. */
    const refusals = new Map<string, number>();
    let isWanted = true;
    let isSending = false;
    const look = async () => {
      const left = draftsOf(window.localStorage, owner);
      if (left.length === 0 || isSending) return;
      isSending = true;
      try {
        const [{ sendLeftDrafts }, { engineText }] = await Promise.all([
          import('./text-sync/send-left-drafts.ts'),
          import('./text-sync/engine-text.ts'),
        ]);
        if (!isWanted) return;
        const partsOf = (place: DraftPlace) => engineText(engine, place);
        const refused = await sendLeftDrafts({ left, whileFree, partsOf });
        for (const { place } of refused) refusals.set(draftKey(place), (refusals.get(draftKey(place)) ?? 0) + 1);
        const news = refused.filter(({ place }) => refusals.get(draftKey(place)) === 2);
        if (news.length > 0) show(aboutRefused(news, show));
      } catch {
        // A script that cannot be read now; the next look tries again.
      } finally {
        isSending = false;
      }
    };
    void forgetLeftGrounds(owner);
    void look();
    const timer = setInterval(() => void look(), AGAIN_MS);
    return () => {
      isWanted = false;
      clearInterval(timer);
    };
  }, [engine, session, show]);
  return null;
}

/** Copying gives nothing up: another thing is copied soon, and these words would be nowhere. */
function aboutRefused(refused: RefusedDraft[], show: (toast: Omit<Toast, 'id'>) => void): Omit<Toast, 'id'> {
  const words = refused.map(({ content }) => content).join('\n\n');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(words);
    } catch {
      show({ tone: 'warning', title: 'The words could not be copied', body: 'They are still kept in this window.' });
      return;
    }
    const forgetAll = () => {
      for (const { forget } of refused) forget();
    };
    show({
      tone: 'info',
      title: 'Copied',
      body: 'Put the words where they belong; until you let them go they stay in this window too.',
      action: { label: 'Let them go', run: forgetAll },
    });
  };
  return {
    tone: 'warning',
    title: 'Words that you typed could not be saved',
    body: `“${words.slice(-SHOWN)}”: the text they belong to is not on this machine any more, or cannot hold them. They are kept in this window.`,
    action: { label: 'Copy the words', run: () => void copy() },
  };
}
