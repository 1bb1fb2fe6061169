import { useState } from 'react';
import { NOTE_LENGTH, noteRoom } from '../../shared/domain/limits.ts';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { Button } from '../components/button.tsx';
import { INPUT } from '../components/field.tsx';
import { useToasts } from '../components/toast-store.ts';
import { keepText, readKeptText } from '../desk-memory/kept-text.ts';
import { useEngine } from '../engine-port/engine-context.ts';
import { useCommand } from '../engine-port/use-command.ts';

interface AnswerNoteProps {
  /** The answer. */
  messageId: string;
  session: QueryRow<'chat.sessions'>;
  /** Of the assistant. */
  suggestion: string | null;
}

/** An insight becomes a planning note: the suggested one in one step, or the text that is selected in the answer. */
export function AnswerNote({ messageId, session, suggestion }: AnswerNoteProps) {
  const engine = useEngine();
  const create = useCommand('note.create');
  const show = useToasts((toasts) => toasts.show);
  const kept = `answer-note.${messageId}`;
  const [draft, setDraft] = useState(() => readKeptText(kept));
  const [wasLeft] = useState(draft !== null);
  const write = (next: string | null) => {
    setDraft(next);
    keepText(kept, next);
  };
  const [isNoted, setIsNoted] = useState(false);
  const save = async (content: string) => {
    const project = session.project_id ?? (await projectOf(engine, session.episode_id));
    if (project === null || (await create({ project_id: project, content: content.trim() })) === null) return;
    write(null);
    if (content === suggestion) setIsNoted(true);
    show({ tone: 'success', title: 'Noted for the next episode' });
  };
  const room = draft === null ? 0 : noteRoom(draft.trim());
  if (draft !== null) {
    return (
      <form
        className="mt-3 flex flex-col gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (draft.trim() !== '' && room >= 0) void save(draft);
        }}
      >
        <textarea
          aria-label="Planning note"
          // biome-ignore lint/a11y/noAutofocus: the form opens because somebody asked for it, unless it was left half typed
          autoFocus={!wasLeft}
          dir="auto"
          rows={3}
          value={draft}
          onChange={(event) => write(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') write(null);
          }}
          className={INPUT}
        />
        <div className="flex items-center gap-2">
          <span className={`text-xs tabular-nums ${room < 0 ? 'text-bad' : 'text-faint'}`}>
            {room < 0 ? `${-room} too many of ${NOTE_LENGTH}` : `${room} left`}
          </span>
          <Button compact className="ms-auto" onClick={() => write(null)}>
            Cancel
          </Button>
          <Button compact look="primary" type="submit" disabled={draft.trim() === '' || room < 0}>
            Add the note
          </Button>
        </div>
      </form>
    );
  }
  return (
    <div className="mt-2 flex flex-wrap items-center gap-2">
      {suggestion !== null && (
        <p className="flex min-w-0 items-center gap-2 rounded-md bg-sunken px-3 py-1.5 text-[0.8125rem] text-soft">
          <span dir="auto">{suggestion}</span>
          {isNoted ? (
            <span className="shrink-0 text-faint">Noted</span>
          ) : (
            <Button compact onClick={() => void save(suggestion)}>
              Note it
            </Button>
          )}
        </p>
      )}
      <Button
        look="quiet"
        compact
        // The selection would be gone by the time of the click.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => write(window.getSelection()?.toString().replace(/\s+/g, ' ').trim() || (suggestion ?? ''))}
      >
        Make a note of the selection…
      </Button>
    </div>
  );
}

async function projectOf(engine: ReturnType<typeof useEngine>, episodeId: string | null): Promise<string | null> {
  if (episodeId === null) return null;
  const [episode] = await engine.query('episodes.get', { id: episodeId });
  return episode?.project_id ?? null;
}
