import { useEffect, useRef, useState } from 'react';
import { TITLE_LENGTH } from '../../shared/domain/limits.ts';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { isEscape } from '../components/is-escape.ts';
import { settleKeptEdit } from '../desk-memory/kept-edit.ts';
import { useKeptEdit } from '../desk-memory/use-kept-edit.ts';
import { useEngineLink } from '../engine-port/engine-context.ts';
import { useCommand } from '../engine-port/use-command.ts';
import { OvertakenTitle } from './overtaken-title.tsx';
import { claimTitleDraft, titleDraftKey } from './title-draft.ts';

/**
 * The title, editable where it stands. Enter or leaving it saves; Esc takes back what was typed. What was typed when the window went
 * away, or while the engine was, is saved when the page is opened again, or the engine is back. Where somebody else has put another
 * title in place of the one that was there, it is said, and saved only when it is asked for.
 */
export function EpisodeTitle({ episode }: { episode: QueryRow<'episodes.get'> }) {
  const [key] = useState(() => titleDraftKey(episode.id));
  const title = useKeptEdit(key, episode.title);
  const update = useCommand('episode.update');
  const isReady = useEngineLink(({ state }) => state === 'ready');
  const field = useRef<HTMLTextAreaElement>(null);
  const isHere = useRef(false);
  const next = title.value.trim();
  const isOvertaken = title.stage === 'overtaken' && next !== episode.title;
  const save = async () => {
    if (title.stage === 'untouched') return;
    const isNew = next !== (title.stage === 'overtaken' ? episode.title : title.before);
    if (isNew && (await update({ id: episode.id, patch: { title: next } })) === null) return;
    const stored = isNew ? next : undefined;
    if (isHere.current) title.saved(stored, title.value);
    else settleKeptEdit(key, title.value, stored);
  };
  const saveUnasked = async () => {
    if (!isOvertaken) await save();
  };
  const latest = useRef({ title, saveUnasked });
  latest.current = { title, saveUnasked };
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
      // A page that is left with the title still open must not take the typing along.
      void latest.current.saveUnasked();
    };
  }, []);
  const [isResumed, setIsResumed] = useState(false);
  useEffect(() => {
    void claimTitleDraft(episode.id).then((left) => {
      if (left === null || !isHere.current) return;
      latest.current.title.resume({ before: left.before, value: left.text });
      setIsResumed(true);
    });
  }, [episode.id]);
  // Read as a dependency: what was resumed is saved once it stands in the field.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (isReady && document.activeElement !== field.current) void latest.current.saveUnasked();
  }, [isReady, isResumed]);
  return (
    <>
      <h1 className="text-[1.75rem] font-semibold leading-tight tracking-tight">
        <span className="sr-only">
          Episode {episode.sequence_number}: <bdi>{episode.title}</bdi>
        </span>
        <textarea
          ref={field}
          dir="auto"
          aria-label="Title of the episode"
          rows={1}
          maxLength={TITLE_LENGTH}
          placeholder={`Episode ${episode.sequence_number}, untitled`}
          value={title.value}
          onChange={(event) => title.change(event.target.value.replaceAll('\n', ' '))}
          onBlur={() => void saveUnasked()}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
              event.preventDefault();
              field.current?.blur();
            }
            if (isEscape(event)) title.forget();
          }}
          className="-mx-1.5 block field-sizing-content w-[calc(100%+0.75rem)] resize-none rounded-md bg-transparent px-1.5 py-0.5 text-balance placeholder:text-faint hover:bg-sunken focus:outline-none focus-visible:ring-2 focus-visible:ring-accent/40"
        />
      </h1>
      {isOvertaken && <OvertakenTitle theirs={episode.title} onSave={() => void save()} onTakeTheirs={title.forget} />}
    </>
  );
}
