import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { Field, INPUT } from '../components/field.tsx';
import { Flights } from '../desk-memory/flights.ts';
import { keepText, readKeptText } from '../desk-memory/kept-text.ts';
import { useFlight } from '../desk-memory/use-flight.ts';
import { useIsUnderWay } from '../desk-memory/use-is-under-way.ts';
import { useKeptText } from '../desk-memory/use-kept-text.ts';

const FLIGHTS = new Flights<string, true>();

const keyOf = (conflictId: string) => `merged.${conflictId}`;

/** Whether somebody was writing one when the page or the window was closed. */
export function isMergedTextBegun(conflictId: string): boolean {
  return readKeptText(keyOf(conflictId)) !== null;
}

interface MergedTextFormProps {
  conflictId: string;
  /** What the text was given when the conflict arose: what did not clash of both sides is in it. */
  text: string;
  /** False when it was not taken; the form then stays. */
  onAccept: (text: string) => Promise<boolean>;
  onCancel: () => void;
}

/**
 * A text of one's own out of both versions, to be read once more before it is accepted. Kept until it is, or cancelled. What is accepted
 * is decided: nothing can be typed on behind it.
 */
export function MergedTextForm({ conflictId, text, onAccept, onCancel }: MergedTextFormProps) {
  const [wasLeft] = useState(() => isMergedTextBegun(conflictId));
  const key = keyOf(conflictId);
  const written = useKeptText(key, text);
  const [isAccepted, setIsAccepted] = useState(false);
  const isUnderWay = useIsUnderWay(FLIGHTS, key);
  const flight = useFlight({
    flights: FLIGHTS,
    name: key,
    send: async (sent: string) => ((await onAccept(sent)) ? true : null),
    taken() {
      // Its card goes with the next rows.
      setIsAccepted(true);
      written.forget();
    },
    left(sent) {
      if (readKeptText(key) === sent) keepText(key, null);
    },
  });
  return (
    <form
      className="flex flex-col gap-3 border-t border-line p-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isAccepted) void flight.send(written.text);
      }}
    >
      <Field label="The text that both get" hint="It begins with what the text holds since the conflict.">
        {(id) => (
          <textarea
            id={id}
            dir="auto"
            // biome-ignore lint/a11y/noAutofocus: the form opens because somebody asked for it, unless it was left half typed
            autoFocus={!wasLeft}
            rows={10}
            readOnly={isUnderWay || isAccepted}
            className={`${INPUT} max-h-[60vh] resize-y font-serif text-[0.9375rem] leading-relaxed`}
            value={written.text}
            onChange={(event) => written.change(event.target.value)}
          />
        )}
      </Field>
      <div className="flex gap-2">
        <Button type="submit" look="primary">
          Accept this text
        </Button>
        <Button
          onClick={() => {
            flight.letGo();
            written.forget();
            onCancel();
          }}
        >
          Cancel
        </Button>
      </div>
    </form>
  );
}
