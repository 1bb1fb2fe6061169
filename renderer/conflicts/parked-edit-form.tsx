import { useRef, useState } from 'react';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { Button } from '../components/button.tsx';
import { ChangedMeanwhile } from '../components/changed-meanwhile.tsx';
import { Field, INPUT } from '../components/field.tsx';
import { useMovedFocus } from '../components/use-moved-focus.ts';
import { Flights } from '../desk-memory/flights.ts';
import { readKeptEdit, settleKeptEdit } from '../desk-memory/kept-edit.ts';
import { useFlight } from '../desk-memory/use-flight.ts';
import { useIsUnderWay } from '../desk-memory/use-is-under-way.ts';
import { useKeptEdit } from '../desk-memory/use-kept-edit.ts';
import { type EditableText, editableText } from './parked-text.ts';
import { useEditParked } from './use-edit-parked.ts';
import { columnWords } from './value-words.ts';

type Parked = QueryRow<'attention.list'>;

const FLIGHTS = new Flights<string, true>();

/** By what is edited: the edit itself has another id with each change. */
const keyOf = ({ table_name, row_id }: Parked, { column }: EditableText) => `parked.${table_name}.${row_id}.${column}`;

/** Whether it was being put right when the page or the window was closed. */
export function isParkedEditBegun(edit: Parked): boolean {
  const editable = editableText(edit);
  return editable !== null && readKeptEdit(keyOf(edit, editable)) !== null;
}

interface ParkedEditFormProps {
  edit: Parked;
  editable: EditableText;
  onDone: () => void;
}

/** The text of a refused edit, to be put right before it is sent again. */
export function ParkedEditForm({ edit, editable, onDone }: ParkedEditFormProps) {
  const [wasLeft] = useState(() => isParkedEditBegun(edit));
  const key = keyOf(edit, editable);
  const text = useKeptEdit(key, editable.text);
  const area = useRef<HTMLTextAreaElement>(null);
  useMovedFocus(key, area);
  const save = useEditParked();
  const isUnderWay = useIsUnderWay(FLIGHTS, key);
  // The text of a block is merged with what was typed in the episode since; anything else is replaced.
  const isMerged = edit.table_name === 'blocks' && editable.column === 'content';
  const flight = useFlight({
    flights: FLIGHTS,
    name: key,
    send: async (sent: string) =>
      (await save(edit, { column: editable.column, before: text.before, text: sent })) ? true : null,
    taken(sent) {
      if (text.saved(sent, sent)) onDone();
    },
    left: (sent) => settleKeptEdit(key, sent, sent),
  });
  const close = () => {
    flight.letGo();
    text.forget();
    onDone();
  };
  return (
    <form
      className="flex flex-col gap-3 px-5 pb-4"
      onSubmit={(event) => {
        event.preventDefault();
        void flight.send(text.value);
      }}
    >
      {text.stage === 'overtaken' && !isMerged && <ChangedMeanwhile to={editable.text} />}
      <Field label={`The ${columnWords(editable.column)}`}>
        {(id) => (
          <textarea
            ref={area}
            id={id}
            dir="auto"
            // biome-ignore lint/a11y/noAutofocus: the form opens because somebody asked for it, unless it was left half typed
            autoFocus={!wasLeft}
            readOnly={isUnderWay}
            rows={editable.column === 'content' || editable.column === 'onboarding_brief' ? 8 : 2}
            className={`${INPUT} resize-y`}
            value={text.value}
            onChange={(event) => text.change(event.target.value)}
          />
        )}
      </Field>
      <div className="flex gap-2">
        <Button type="submit" look="primary">
          Save and send
        </Button>
        <Button onClick={close}>Cancel</Button>
      </div>
    </form>
  );
}
