import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { Field, INPUT } from '../components/field.tsx';

interface MergedTextFormProps {
  /** What the text was given when the conflict arose: what did not clash of both sides is in it. */
  text: string;
  onAccept: (text: string) => void;
  onCancel: () => void;
}

/** A text of one's own out of both versions, to be read once more before it is accepted. */
export function MergedTextForm({ text, onAccept, onCancel }: MergedTextFormProps) {
  const [written, setWritten] = useState(text);
  return (
    <form
      className="flex flex-col gap-3 border-t border-line p-5"
      onSubmit={(event) => {
        event.preventDefault();
        onAccept(written);
      }}
    >
      <Field label="The text that both get" hint="It begins with what the text holds since the conflict.">
        {(id) => (
          <textarea
            id={id}
            dir="auto"
            rows={10}
            className={`${INPUT} max-h-[60vh] resize-y font-serif text-[0.9375rem] leading-relaxed`}
            value={written}
            onChange={(event) => setWritten(event.target.value)}
          />
        )}
      </Field>
      <div className="flex gap-2">
        <Button type="submit" look="primary">
          Accept this text
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </form>
  );
}
