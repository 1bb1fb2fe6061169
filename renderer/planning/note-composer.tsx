import { useState } from 'react';
import { noteRoom } from '../../shared/domain/limits.ts';
import type { Created } from '../../shared/ipc/commands.ts';
import { Button } from '../components/button.tsx';
import { useSending } from '../components/use-sending.ts';
import { Flights } from '../desk-memory/flights.ts';
import { useKeptText } from '../desk-memory/use-kept-text.ts';
import { NoteFields, USUAL_CHOICES } from './note-fields.tsx';
import { expiresAt } from './note-lasting.ts';
import { NOTE_BOX, NoteTextArea } from './note-text-area.tsx';
import { useCreateNote } from './use-create-note.ts';

const FLIGHTS = new Flights<string, Created>();

/**
 * A new note: short by rule, sent to this machine's store at Enter. The choices are there once somebody begins. What is
 * typed and not yet sent is there after a restart.
 */
export function NoteComposer({ projectId }: { projectId: string }) {
  const { text: content, change: setContent } = useKeptText(projectId);
  const [choices, setChoices] = useState(USUAL_CHOICES);
  const create = useCreateNote();
  const ready = content.trim() !== '' && noteRoom(content) >= 0;
  const { send } = useSending({
    flights: FLIGHTS,
    name: projectId,
    text: content,
    send(sent) {
      const { lasting, ...columns } = choices;
      return create({
        project_id: projectId,
        content: sent.trim(),
        ...columns,
        ...(lasting.kind !== 'until-used' && { expires_at: expiresAt(lasting, Date.now()) }),
      });
    },
    put: (rest) => setContent(rest ?? ''),
  });
  const submit = () => {
    if (ready) void send();
  };
  return (
    <form
      className={`group rounded-xl border border-line bg-raised p-2.5 ${NOTE_BOX}`}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <NoteTextArea
        name={projectId}
        label="New planning note"
        value={content}
        placeholder="More on regulation, please"
        onChange={setContent}
        onEnter={submit}
      />
      <div
        className={`mt-2 flex-wrap items-center gap-1.5 group-focus-within:flex ${content === '' ? 'hidden' : 'flex'}`}
      >
        <NoteFields choices={choices} onChange={setChoices} />
        <Button look="primary" compact type="submit" disabled={!ready} className="ml-auto">
          Add note
        </Button>
      </div>
    </form>
  );
}
