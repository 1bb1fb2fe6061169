import { useEffect, useRef, useState } from 'react';
import { TITLE_LENGTH } from '../../shared/domain/limits.ts';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { useCommand } from '../engine-port/use-command.ts';

/** The title, editable where it stands. Enter or leaving it saves; Esc takes back what was typed. */
export function EpisodeTitle({ episode }: { episode: QueryRow<'episodes.get'> }) {
  const [draft, setDraft] = useState<string | null>(null);
  const update = useCommand('episode.update');
  const field = useRef<HTMLTextAreaElement>(null);
  const leaving = useRef<string | null>(null);
  leaving.current = draft;
  const save = async (title: string | null) => {
    if (title !== null && title.trim() !== episode.title)
      await update({ id: episode.id, patch: { title: title.trim() } });
    setDraft(null);
  };
  // A page that is left with the title still open must not take the typing along.
  const saveNow = useRef(save);
  saveNow.current = save;
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
        value={draft ?? episode.title}
        onChange={(event) => setDraft(event.target.value.replaceAll('\n', ' '))}
        onBlur={() => void save(draft)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
            event.preventDefault();
            field.current?.blur();
          }
          if (event.key === 'Escape') setDraft(null);
        }}
        className="-mx-1.5 block field-sizing-content w-[calc(100%+0.75rem)] resize-none rounded-md bg-transparent px-1.5 py-0.5 text-balance placeholder:text-faint hover:bg-sunken focus:outline-none focus-visible:ring-2 focus-visible:ring-accent/40"
      />
    </h1>
  );
}
