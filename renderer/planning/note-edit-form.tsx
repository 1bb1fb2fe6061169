import { useState } from 'react';
import { noteRoom } from '../../shared/domain/limits.ts';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { Button } from '../components/button.tsx';
import { useKeptText } from '../desk-memory/use-kept-text.ts';
import { useCommand } from '../engine-port/use-command.ts';
import { type NoteChoices, NoteFields } from './note-fields.tsx';
import { expiresAt } from './note-lasting.ts';
import { NoteTextArea } from './note-text-area.tsx';

/** Changes a note in its place. Only what the person changed is sent, so that somebody else's change of the rest stays. */
export function NoteEditForm({ note, onDone }: { note: QueryRow<'notes.of_project'>; onDone: () => void }) {
  const [before] = useState({ content: note.content, choices: choicesOf(note) });
  const { text, change, forget } = useKeptText(`edit.${note.id}`, before.content);
  const [choices, setChoices] = useState(before.choices);
  const update = useCommand('note.update');
  const ready = text.trim() !== '' && noteRoom(text) >= 0;
  const changedMeanwhile = note.content !== before.content;
  const close = () => {
    forget();
    onDone();
  };
  const save = async () => {
    if (!ready) return;
    const content = text.trim();
    const done = await update({
      id: note.id,
      patch: {
        ...(content !== before.content && { content }),
        ...(choices.scope !== before.choices.scope && { scope: choices.scope }),
        ...(choices.priority !== before.choices.priority && { priority: choices.priority }),
        ...(choices.lasting !== before.choices.lasting && { expires_at: expiresAt(choices.lasting, Date.now()) }),
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
      {changedMeanwhile && (
        <p role="alert" className="mb-1.5 rounded-md bg-wait-wash px-2 py-1 text-xs text-wait">
          Changed meanwhile to “<bdi>{note.content}</bdi>”. Save puts yours in its place.
        </p>
      )}
      <NoteTextArea
        label="Edit the note"
        value={text}
        autoFocus
        onChange={change}
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
