import { NOTE_LENGTH, noteRoom } from '../../shared/domain/limits.ts';
import { Button } from '../components/button.tsx';
import { INPUT } from '../components/field.tsx';
import { isEscape } from '../components/is-escape.ts';

interface AnswerNoteFormProps {
  text: string;
  /** For a form that somebody has just asked for. */
  autoFocus: boolean;
  onChange: (text: string) => void;
  onNote: () => void;
  onCancel: () => void;
}

/** A planning note of what an answer says, in words that can still be changed. */
export function AnswerNoteForm({ text, autoFocus, onChange, onNote, onCancel }: AnswerNoteFormProps) {
  const room = noteRoom(text.trim());
  const ready = text.trim() !== '' && room >= 0;
  return (
    <form
      className="mt-3 flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onNote();
      }}
    >
      <textarea
        aria-label="Planning note"
        // biome-ignore lint/a11y/noAutofocus: the form opens because somebody asked for it, unless it was left half typed
        autoFocus={autoFocus}
        dir="auto"
        rows={3}
        value={text}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (isEscape(event)) onCancel();
        }}
        className={INPUT}
      />
      <div className="flex items-center gap-2">
        <span className={`text-xs tabular-nums ${room < 0 ? 'text-bad' : 'text-faint'}`}>
          {room < 0 ? `${-room} too many of ${NOTE_LENGTH}` : `${room} left`}
        </span>
        <Button compact className="ms-auto" onClick={onCancel}>
          Cancel
        </Button>
        <Button compact look="primary" type="submit" disabled={!ready}>
          Add the note
        </Button>
      </div>
    </form>
  );
}
