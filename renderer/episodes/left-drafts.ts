import { useEffect } from 'react';
import { useToasts } from '../components/toast-store.ts';
import { ownerOf } from '../desk-memory/owner-of.ts';
import { useEngine, useEngineLink } from '../engine-port/engine-context.ts';
import { draftsOf } from './text-sync/draft-keys.ts';
import { isTextOpen } from './text-sync/open-texts.ts';
import type { RefusedDraft } from './text-sync/send-left-drafts.ts';

/** For what was refused for a while, as by a full disk. In milliseconds. */
const AGAIN_MS = 15_000;
/** Of words in a message, in UTF-16 units. */
const SHOWN = 120;

/** Sends what is left of texts that nobody has open, whenever the engine is there. */
export function LeftDrafts(): null {
  const engine = useEngine();
  const session = useEngineLink((link) => (link.state === 'ready' ? link.session : null));
  const show = useToasts((toasts) => toasts.show);
  useEffect(() => {
    if (session === null) return;
    const owner = ownerOf(session);
    const told = new Set<string>();
    let isSending = false;
    const tell = ({ place, content, forget }: RefusedDraft) => {
      if (told.has(place.blockId)) return;
      told.add(place.blockId);
      show({
        tone: 'warning',
        title: 'Words that you typed could not be saved',
        body: `“${content.slice(-SHOWN)}”: their text is not on this machine any more. They are kept in this window.`,
        action: {
          label: 'Copy the text',
          run: () => void navigator.clipboard.writeText(content).then(forget),
        },
      });
    };
    const look = async () => {
      const left = draftsOf(window.localStorage, owner).filter(({ blockId }) => !isTextOpen(blockId));
      if (left.length === 0 || isSending) return;
      isSending = true;
      try {
        const [{ sendLeftDrafts }, { engineText }] = await Promise.all([
          import('./text-sync/send-left-drafts.ts'),
          import('./text-sync/engine-text.ts'),
        ]);
        const partsOf = (place: (typeof left)[number]) => engineText(engine, place);
        for (const refused of await sendLeftDrafts({ left, isOpen: isTextOpen, partsOf })) tell(refused);
      } catch {
        // A script that cannot be read now; the next look tries again.
      } finally {
        isSending = false;
      }
    };
    void look();
    const timer = setInterval(() => void look(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [engine, session, show]);
  return null;
}
