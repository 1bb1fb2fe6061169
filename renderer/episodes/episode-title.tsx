import { useEffect, useRef, useState } from 'react';
import { TITLE_LENGTH } from '../../shared/domain/limits.ts';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { isEscape } from '../components/is-escape.ts';
import { useToasts } from '../components/toast-store.ts';
import { useStanding } from '../desk-memory/use-standing.ts';
import { useCommand } from '../engine-port/use-command.ts';
import { keepTitleDraft, readTitleDraft } from './title-draft.ts';

/**
 * The title, editable where it stands. Enter or leaving it saves; Esc takes back what was typed. What was typed when the window went
 * away is saved when the page is opened again.
 */
export function EpisodeTitle({ episode }: { episode: QueryRow<'episodes.get'> }) {
  const [draft, setDraft] = useState<string | null>(null);
  const { stands: title, took } = useStanding(episode.title);
  const update = useCommand('episode.update');
  const show = useToasts((toasts) => toasts.show);
  const field = useRef<HTMLTextAreaElement>(null);
  const leaving = useRef<string | null>(null);
  leaving.current = draft;
  const forget = () => {
    setDraft(null);
    keepTitleDraft(episode.id, null);
  };
  const save = async (text: string | null) => {
    if (text === null) return;
    const next = text.trim();
    if (next !== title) {
      if ((await update({ id: episode.id, patch: { title: next } })) === null) return;
      took(next);
    }
    // Not when it was typed on meanwhile.
    if ([text, null].includes(leaving.current)) forget();
  };
  const type = (text: string) => {
    keepTitleDraft(episode.id, { before: readTitleDraft(episode.id)?.before ?? title, text });
    setDraft(text);
  };
  // A page that is left with the title still open must not take the typing along.
  const saveNow = useRef(save);
  saveNow.current = save;
  const opened = useRef(episode.title);
  useEffect(() => {
    const left = readTitleDraft(episode.id);
    if (left !== null && left.before === opened.current) {
      setDraft(left.text);
      void saveNow.current(left.text);
    } else if (left !== null && left.text.trim() !== opened.current) {
      show({
        tone: 'warning',
        title: 'The title was changed meanwhile',
        body: `“${left.text}” was being typed here when the window was closed, and was not saved.`,
        action: { label: 'Take it', run: () => void saveNow.current(left.text) },
      });
    }
  }, [episode.id, show]);
  useEffect(() => () => void saveNow.current(leaving.current), []);
  return (
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
        value={draft ?? title}
        onChange={(event) => type(event.target.value.replaceAll('\n', ' '))}
        onBlur={() => void save(draft)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
            event.preventDefault();
            field.current?.blur();
          }
          if (isEscape(event)) forget();
        }}
        className="-mx-1.5 block field-sizing-content w-[calc(100%+0.75rem)] resize-none rounded-md bg-transparent px-1.5 py-0.5 text-balance placeholder:text-faint hover:bg-sunken focus:outline-none focus-visible:ring-2 focus-visible:ring-accent/40"
      />
    </h1>
  );
}
