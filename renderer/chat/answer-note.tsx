import { useEffect, useRef, useState } from 'react';
import type { Created } from '../../shared/ipc/commands.ts';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { Button } from '../components/button.tsx';
import { useSending } from '../components/use-sending.ts';
import { Flights } from '../desk-memory/flights.ts';
import { keepText, readKeptText } from '../desk-memory/kept-text.ts';
import { AnswerNoteForm } from './answer-note-form.tsx';
import { useNoteOfAnswer } from './use-note-of-answer.ts';

interface AnswerNoteProps {
  /** The answer. */
  messageId: string;
  session: QueryRow<'chat.sessions'>;
  /** Of the assistant. */
  suggestion: string | null;
  /** The suggestion is one of the project's notes: one that was thrown away since can be made again. */
  isThere: boolean;
}

const FLIGHTS = new Flights<string, Created>();

/** An insight becomes a planning note: the suggested one in one step, or the text that is selected in the answer. */
export function AnswerNote({ messageId, session, suggestion, isThere }: AnswerNoteProps) {
  const make = useNoteOfAnswer(session);
  const kept = `answer-note.${messageId}`;
  const [draft, setDraft] = useState(() => readKeptText(kept));
  const [wasLeft] = useState(draft !== null);
  /** Until the rows say so: they come after the answer that it was made. */
  const [isMade, setIsMade] = useState(false);
  useEffect(() => {
    if (isThere && isMade) setIsMade(false);
  }, [isThere, isMade]);
  const whole = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const write = (next: string | null) => {
    setDraft(next);
    keepText(kept, next);
  };
  const isFocusTaken = useRef(false);
  /** What is done away with takes the focus with it: it goes to the button that opens the form, unless it is elsewhere by now. */
  const handFocusBack = () => {
    isFocusTaken.current = whole.current?.contains(document.activeElement) === true;
  };
  // After each drawing: the one that does away with it may come frames later on a busy machine.
  useEffect(() => {
    if (!isFocusTaken.current || whole.current?.contains(document.activeElement)) return;
    isFocusTaken.current = false;
    if (document.activeElement === document.body) opener.current?.focus();
  });
  const close = () => {
    handFocusBack();
    write(null);
  };
  const suggested = useSending({
    flights: FLIGHTS,
    name: `answer-suggestion.${messageId}`,
    text: suggestion ?? '',
    send: make,
    put() {
      handFocusBack();
      setIsMade(true);
    },
  });
  const form = useSending({
    flights: FLIGHTS,
    name: kept,
    text: draft ?? '',
    send: make,
    put: (rest) => (rest === null ? close() : write(rest)),
    onTaken(_, sent) {
      if (sent === suggestion) setIsMade(true);
    },
  });
  return (
    <div ref={whole}>
      {draft !== null ? (
        <AnswerNoteForm
          text={draft}
          autoFocus={!wasLeft}
          onChange={write}
          onNote={() => void form.send()}
          onCancel={() => {
            form.letGo();
            close();
          }}
        />
      ) : (
        <div className="mt-2 flex flex-wrap items-center gap-2">
          {suggestion !== null && (
            <p className="flex min-w-0 items-center gap-2 rounded-md bg-sunken px-3 py-1.5 text-[0.8125rem] text-soft">
              <span dir="auto">{suggestion}</span>
              {isThere || isMade ? (
                <span className="shrink-0 text-faint">Noted</span>
              ) : (
                <Button compact onClick={() => void suggested.send()}>
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
