import { useEffect, useRef } from 'react';
import { Button } from '../components/button.tsx';
import { ChangedMeanwhile } from '../components/changed-meanwhile.tsx';
import { INPUT } from '../components/field.tsx';
import { isEscape } from '../components/is-escape.ts';
import { Flights } from '../desk-memory/flights.ts';
import { settleKeptEdit } from '../desk-memory/kept-edit.ts';
import { useFlight } from '../desk-memory/use-flight.ts';
import { useKeptEdit } from '../desk-memory/use-kept-edit.ts';

const FLIGHTS = new Flights<string, true>();

interface HighlightNoteFormProps {
  id: string;
  note: string;
  /** False when it was not taken; the form then stays. */
  onSave: (note: string) => Promise<boolean>;
  onDone: () => void;
}

/** What the person thinks of the passage. Enter saves, Shift+Enter breaks the line, Esc leaves the note as it was. */
export function HighlightNoteForm({ id, note, onSave, onDone }: HighlightNoteFormProps) {
  const key = `highlight.${id}`;
  const text = useKeptEdit(key, note);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    area.current?.focus();
    area.current?.setSelectionRange(area.current.value.length, area.current.value.length);
  }, []);
  const flight = useFlight({
    flights: FLIGHTS,
    name: key,
    send: async (sent: string) => ((await onSave(sent.trim())) ? true : null),
    taken(sent) {
      // Not when it was typed on meanwhile.
      if (text.saved(sent.trim(), sent)) onDone();
    },
    left: (sent) => settleKeptEdit(key, sent, sent.trim()),
  });
  const close = () => {
    flight.letGo();
    text.forget();
    onDone();
  };
  const save = async () => {
    if (text.stage === 'untouched' || text.value.trim() === note) close();
    else await flight.send(text.value);
  };
  return (
    <form
      className="mt-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {text.stage === 'overtaken' && <ChangedMeanwhile to={note} />}
      <textarea
        ref={area}
        aria-label="Note on the highlight"
        dir="auto"
        rows={2}
        value={text.value}
        placeholder="What about it?"
        onChange={(event) => text.change(event.target.value)}
        onKeyDown={(event) => {
          if (isEscape(event)) close();
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          void save();
        }}
        className={`${INPUT} field-sizing-content max-h-60 resize-none text-[0.8125rem]`}
      />
      <div className="mt-1.5 flex justify-end gap-1.5">
        <Button compact onClick={close}>
          Cancel
        </Button>
        <Button compact look="primary" type="submit">
          Save
        </Button>
      </div>
    </form>
  );
}
