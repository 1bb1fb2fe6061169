import { useRef, useState } from 'react';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { Button } from '../components/button.tsx';
import { useSending } from '../components/use-sending.ts';
import { keepText, readKeptText } from '../desk-memory/kept-text.ts';
import { AnswerNoteForm } from './answer-note-form.tsx';
import { useNoteOfAnswer } from './use-note-of-answer.ts';

interface AnswerNoteProps {
  /** The answer. */
  messageId: string;
  session: QueryRow<'chat.sessions'>;
  /** Of the assistant. */
  suggestion: string | null;
}

/** An insight becomes a planning note: the suggested one in one step, or the text that is selected in the answer. */
export function AnswerNote({ messageId, session, suggestion }: AnswerNoteProps) {
  const note = useNoteOfAnswer(session);
  const kept = `answer-note.${messageId}`;
  const [draft, setDraft] = useState(() => readKeptText(kept));
  const [wasLeft] = useState(draft !== null);
  const [isNoted, setIsNoted] = useState(false);
  const whole = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const write = (next: string | null) => {
    setDraft(next);
    keepText(kept, next);
  };
  /** What is done away with takes the focus with it: it goes to the button that opens the form, unless it is elsewhere by now. */
  const handFocusBack = () => {
    if (whole.current?.contains(document.activeElement)) requestAnimationFrame(() => opener.current?.focus());
  };
  const close = () => {
    handFocusBack();
    write(null);
  };
  const noteSuggestion = useSending(suggestion ?? '', async (sent) => {
    if (!(await note(sent))) return null;
    return () => {
      handFocusBack();
      setIsNoted(true);
    };
  });
  return (
    <div ref={whole}>
      {draft !== null ? (
        <AnswerNoteForm
          text={draft}
          autoFocus={!wasLeft}
          onChange={write}
          onNote={async (sent) => {
            if (!(await note(sent))) return null;
            return (rest) => {
              if (sent === suggestion) setIsNoted(true);
              if (rest.trim() === '') close();
              else write(rest);
            };
          }}
          onCancel={close}
        />
      ) : (
        <div className="mt-2 flex flex-wrap items-center gap-2">
          {suggestion !== null && (
            <p className="flex min-w-0 items-center gap-2 rounded-md bg-sunken px-3 py-1.5 text-[0.8125rem] text-soft">
              <span dir="auto">{suggestion}</span>
              {isNoted ? (
                <span className="shrink-0 text-faint">Noted</span>
              ) : (
                <Button compact onClick={() => void noteSuggestion()}>
                  Note it
                </Button>
              )}
            </p>
          )}
          <Button
            ref={opener}
            look="quiet"
            compact
            // The selection would be gone by the time of the click.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => write(window.getSelection()?.toString().replace(/\s+/g, ' ').trim() || (suggestion ?? ''))}
          >
            Make a note of the selection…
          </Button>
        </div>
      )}
    </div>
  );
}
