import { useState } from 'react';
import { noteRoom } from '../../shared/domain/limits.ts';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { Button } from '../components/button.tsx';
import { ChangedMeanwhile } from '../components/changed-meanwhile.tsx';
import { useKeptEdit } from '../desk-memory/use-kept-edit.ts';
import { useCommand } from '../engine-port/use-command.ts';
import { type NoteChoices, NoteFields } from './note-fields.tsx';
import { expiresAt } from './note-lasting.ts';
import { NoteTextArea } from './note-text-area.tsx';

/** Changes a note in its place. Only what the person changed is sent, so that somebody else's change of the rest stays. */
export function NoteEditForm({ note, onDone }: { note: QueryRow<'notes.of_project'>; onDone: () => void }) {
  const text = useKeptEdit(`edit.${note.id}`, note.content);
  const [before] = useState(choicesOf(note));
  const [choices, setChoices] = useState(before);
  const update = useCommand('note.update');
  const ready = text.value.trim() !== '' && noteRoom(text.value) >= 0;
  const close = () => {
    text.forget();
    onDone();
  };
  const save = async () => {
    if (!ready) return;
    const content = text.value.trim();
    const done = await update({
      id: note.id,
      patch: {
        ...(text.stage !== 'untouched' && content !== text.before && { content }),
        ...(choices.scope !== before.scope && { scope: choices.scope }),
        ...(choices.priority !== before.priority && { priority: choices.priority }),
        ...(choices.lasting !== before.lasting && { expires_at: expiresAt(choices.lasting, Date.now()) }),
      },
    });
    if (done !== null) close();
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
        label="Edit the note"
        value={text.value}
        autoFocus
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
