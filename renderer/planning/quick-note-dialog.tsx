import { useState } from 'react';
import { useLocation } from 'wouter';
import { noteRoom } from '../../shared/domain/limits.ts';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Field, INPUT } from '../components/field.tsx';
import { useToasts } from '../components/toast-store.ts';
import { useSending } from '../components/use-sending.ts';
import { Flights } from '../desk-memory/flights.ts';
import { useKeptText } from '../desk-memory/use-kept-text.ts';
import { useLiveQuery, useRows } from '../engine-port/use-live-query.ts';
import { NoteFields, USUAL_CHOICES } from './note-fields.tsx';
import { expiresAt } from './note-lasting.ts';
import { NOTE_BOX, NoteTextArea } from './note-text-area.tsx';
import { useQuickNote } from './quick-note-store.ts';
import { useCreateNote } from './use-create-note.ts';

type Project = QueryRow<'projects.names'>;

const FLIGHTS = new Flights<string, Project>();

/** A note from anywhere: the project is there already, type, Enter. On this machine at once, offline too. */
export function QuickNoteDialog() {
  const { isOpen, close } = useQuickNote();
  return (
    <Dialog open={isOpen} onClose={close} title="Quick note" description="For the next episode of a project.">
      <QuickNote onDone={close} />
    </Dialog>
  );
}

function QuickNote({ onDone }: { onDone: () => void }) {
  const projects = useLiveQuery('projects.names', {});
  if (projects.state !== 'live') return null;
  const open = projects.rows.filter(({ status }) => status !== 'ARCHIVED');
  if (open.length === 0)
    return <EmptyState title="No project yet">Make one first: notes belong to a project.</EmptyState>;
  return <QuickNoteForm projects={open} onDone={onDone} />;
}

function QuickNoteForm({ projects, onDone }: { projects: Project[]; onDone: () => void }) {
  const { projectId, choose } = useQuickNote();
  const here = useProjectHere();
  const [chosen, setChosen] = useState<string | null>(null);
  const { text, change } = useKeptText('quick');
  const [choices, setChoices] = useState(USUAL_CHOICES);
  const create = useCreateNote();
  const show = useToasts((toasts) => toasts.show);
  const [, go] = useLocation();
  const project =
    [chosen, here, projectId].map((id) => projects.find((known) => known.id === id)).find(Boolean) ?? projects[0];
  const ready = project !== undefined && text.trim() !== '' && noteRoom(text) >= 0;
  const { send } = useSending({
    flights: FLIGHTS,
    name: 'quick',
    text,
    async send(sent) {
      if (project === undefined) return null;
      const { lasting, ...columns } = choices;
      const created = await create({
        project_id: project.id,
        content: sent.trim(),
        ...columns,
        ...(lasting.kind !== 'until-used' && { expires_at: expiresAt(lasting, Date.now()) }),
      });
      return created === null ? null : project;
    },
    put(rest, _, isOwn) {
      change(rest ?? '');
      // Whoever is typing the next one already, or has opened the form for it, is not interrupted.
      if (rest === null && isOwn) onDone();
    },
    onTaken({ id, title }) {
      choose(id);
      show({
        tone: 'success',
        title: `Noted for “${title}”`,
        action: { label: 'Open the board', run: () => go(`/projects/${id}/board`) },
      });
    },
  });
  const submit = () => {
    if (ready) void send();
  };
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field label="Project">
        {(id) => (
          <select id={id} className={INPUT} value={project?.id} onChange={(event) => setChosen(event.target.value)}>
            {projects.map(({ id: value, title }) => (
              <option key={value} value={value} dir="auto">
                {title}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className={`rounded-md border border-line-strong bg-ground p-1 ${NOTE_BOX}`}>
        <NoteTextArea
          name="quick"
          label="Quick note"
          value={text}
          placeholder="More on regulation, please"
          autoFocus
          onChange={change}
          onEnter={submit}
        />
      </div>
      <div className="flex flex-wrap gap-1.5">
        <NoteFields choices={choices} onChange={setChoices} />
        <Button look="primary" compact type="submit" disabled={!ready}>
          Add note
        </Button>
      </div>
    </form>
  );
}

const NOTHING_OPEN = '00000000-0000-0000-0000-000000000000';

/** The project that is open, itself or by one of its episodes. */
function useProjectHere(): string | null {
  const [location] = useLocation();
  const [, kind, id = NOTHING_OPEN] = /^\/(projects|episodes)\/([^/]+)/.exec(location) ?? [];
  const [episode] = useRows('episodes.get', { id: kind === 'episodes' ? id : NOTHING_OPEN });
  return kind === 'projects' ? id : (episode?.project_id ?? null);
}
