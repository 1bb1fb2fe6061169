import { useEffect, useRef } from 'react';
import { Button } from '../components/button.tsx';
import { INPUT } from '../components/field.tsx';
import { isEscape } from '../components/is-escape.ts';
import { useKeptText } from '../desk-memory/use-kept-text.ts';

interface HighlightNoteFormProps {
  id: string;
  note: string;
  /** False when it was not taken; the form then stays. */
  onSave: (note: string) => Promise<boolean>;
  onDone: () => void;
}

/** What the person thinks of the passage. Enter saves, Shift+Enter breaks the line, Esc leaves the note as it was. */
export function HighlightNoteForm({ id, note, onSave, onDone }: HighlightNoteFormProps) {
  const { text, change, forget } = useKeptText(`highlight.${id}`, note);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    area.current?.focus();
    area.current?.setSelectionRange(area.current.value.length, area.current.value.length);
  }, []);
  const close = () => {
    forget();
    onDone();
  };
  const save = async () => {
    const next = text.trim();
    if (next === note || (await onSave(next))) close();
  };
  return (
    <form
      className="mt-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <textarea
        ref={area}
        aria-label="Note on the highlight"
        dir="auto"
        rows={2}
        value={text}
        placeholder="What about it?"
        onChange={(event) => change(event.target.value)}
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
