import { useState } from 'react';
import { noteRoom } from '../../shared/domain/limits.ts';
import type { Done } from '../../shared/ipc/commands.ts';
import type { CommandPayload, QueryRow } from '../../shared/ipc/contract.ts';
import { Button } from '../components/button.tsx';
import { ChangedMeanwhile } from '../components/changed-meanwhile.tsx';
import { Flights } from '../desk-memory/flights.ts';
import { readKeptEdit, settleKeptEdit } from '../desk-memory/kept-edit.ts';
import { useFlight } from '../desk-memory/use-flight.ts';
import { useKeptEdit } from '../desk-memory/use-kept-edit.ts';
import { useCommand } from '../engine-port/use-command.ts';
import { type NoteChoices, NoteFields } from './note-fields.tsx';
import { expiresAt } from './note-lasting.ts';
import { NoteTextArea } from './note-text-area.tsx';

interface SentEdit {
  /** What stood in the field. */
  text: string;
  before: NoteChoices;
  choices: NoteChoices;
  patch: CommandPayload<'note.update'>['patch'];
}

const FLIGHTS = new Flights<SentEdit, Done>();

const keyOf = (noteId: string) => `edit.${noteId}`;

/** Whether a note was being edited when its card, the page or the window went away. */
export function isNoteEditBegun(noteId: string): boolean {
  return readKeptEdit(keyOf(noteId)) !== null;
}

/** Changes a note in its place. Only what the person changed is sent, so that somebody else's change of the rest stays. */
export function NoteEditForm({ note, onDone }: { note: QueryRow<'notes.of_project'>; onDone: () => void }) {
  const key = keyOf(note.id);
  const [wasLeft] = useState(() => isNoteEditBegun(note.id));
  const text = useKeptEdit(key, note.content);
  const [before, setBefore] = useState(() => choicesOf(note));
  const [choices, setChoices] = useState(before);
  const update = useCommand('note.update');
  const ready = text.value.trim() !== '' && noteRoom(text.value) >= 0;
  const flight = useFlight({
    flights: FLIGHTS,
    name: key,
    send: ({ patch }: SentEdit) => update({ id: note.id, patch }),
    taken(sent) {
      const isDone = text.saved(sent.patch.content, sent.text);
      if (isDone && (choices === sent.choices || choices === before)) onDone();
      // It was typed or chosen on meanwhile: the form goes on from what was saved.
      else if (before === sent.before) setBefore(sent.choices);
    },
    left: (sent) => settleKeptEdit(key, sent.text, sent.patch.content),
  });
  const close = () => {
    flight.letGo();
    text.forget();
    onDone();
  };
  const save = async () => {
    if (!ready) return;
    const content = text.value.trim();
    await flight.send({
      text: text.value,
      before,
      choices,
      patch: {
        ...(text.stage !== 'untouched' && content !== text.before && { content }),
        ...(choices.scope !== before.scope && { scope: choices.scope }),
        ...(choices.priority !== before.priority && { priority: choices.priority }),
        ...(choices.lasting !== before.lasting && { expires_at: expiresAt(choices.lasting, Date.now()) }),
      },
    });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {text.stage === 'overtaken' && <ChangedMeanwhile to={note.content} />}
      <NoteTextArea
        name={key}
        label="Edit the note"
        value={text.value}
        autoFocus={!wasLeft}
        onChange={text.change}
        onEnter={() => void save()}
        onEscape={close}
      />
      <div className="mt-1.5 flex flex-wrap gap-1.5">
        <NoteFields choices={choices} onChange={setChoices} />
      </div>
      <div className="mt-1.5 flex justify-end gap-1.5">
        <Button compact onClick={close}>
          Cancel
        </Button>
        <Button compact look="primary" type="submit" disabled={!ready}>
          Save
        </Button>
      </div>
    </form>
  );
}

function choicesOf({ scope, priority, expires_at }: QueryRow<'notes.of_project'>): NoteChoices {
  return {
    scope,
    priority,
    lasting: expires_at === null ? { kind: 'until-used' } : { kind: 'until', at: expires_at },
  };
}
