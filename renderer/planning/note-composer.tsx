import { useState } from 'react';
import { noteRoom } from '../../shared/domain/limits.ts';
import type { NotePriority, NoteScope } from '../../shared/ipc/commands.ts';
import { Button } from '../components/button.tsx';
import { INPUT } from '../components/field.tsx';
import { useCommand } from '../engine-port/use-command.ts';
import { NoteTextArea } from './note-text-area.tsx';
import { PRIORITIES, SCOPES } from './note-words.ts';

/** A new note: short by rule, sent to this machine's store at Enter. */
export function NoteComposer({ projectId }: { projectId: string }) {
  const [content, setContent] = useState('');
  const [scope, setScope] = useState<NoteScope>('NEXT_EPISODE');
  const [priority, setPriority] = useState<NotePriority>('MEDIUM');
  const create = useCommand('note.create');
  const ready = content.trim() !== '' && noteRoom(content) >= 0;
  const submit = async () => {
    if (!ready) return;
    const created = await create({ project_id: projectId, content: content.trim(), scope, priority });
    if (created !== null) setContent('');
  };
  return (
    <form
      className="rounded-xl border border-line bg-raised p-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <NoteTextArea
        label="New planning note"
        value={content}
        placeholder="More on regulation, please"
        onChange={setContent}
        onEnter={() => void submit()}
      />
      <div className="mt-2 flex items-center gap-1.5">
        <select
          aria-label="What it is about"
          className={`${INPUT} h-7 py-0 text-[0.8125rem]`}
          value={scope}
          onChange={(event) => setScope(event.target.value as NoteScope)}
        >
          {SCOPES.map((entry) => (
            <option key={entry.scope} value={entry.scope}>
              {entry.label}
            </option>
          ))}
        </select>
        <select
          aria-label="Priority"
          className={`${INPUT} h-7 py-0 text-[0.8125rem]`}
          value={priority}
          onChange={(event) => setPriority(event.target.value as NotePriority)}
        >
          {PRIORITIES.map((entry) => (
            <option key={entry.priority} value={entry.priority}>
              {entry.label}
            </option>
          ))}
        </select>
        <Button look="primary" compact type="submit" disabled={!ready}>
          Add note
        </Button>
      </div>
    </form>
  );
}
