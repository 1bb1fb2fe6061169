import { useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Field, INPUT } from '../../components/field.tsx';
import { useCommand } from '../../engine-port/use-command.ts';
import { type LiveRows, useLiveQuery } from '../../engine-port/use-live-query.ts';
import { useIsOnline } from '../../engine-port/use-session.ts';

/** Asks for another episode of a project, now. Its draft is made on this machine at once; the request goes out when it can. */
export function GenerateDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  // Known before it opens: the focus goes to the first field there is by then.
  const live = useLiveQuery('projects.names', {});
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Generate an episode"
      description="A new draft of the project, made now and not at its next delivery."
    >
      <GenerateForm live={live} onDone={onClose} />
    </Dialog>
  );
}

function GenerateForm({ live, onDone }: { live: LiveRows<'projects.names'>; onDone: () => void }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const create = useCommand('episode.create');
  const request = useCommand('generation.request');
  const [isAsking, setIsAsking] = useState(false);
  /** Drafts by their project for which nothing could be asked yet: the next press asks for the same one. */
  const drafts = useRef(new Map<string, string>());
  const online = useIsOnline();
  if (live.state === 'opening') return null;
  if (live.state === 'failed') return <p role="alert">{live.error.message}</p>;
  const projects = live.rows.filter(({ status }) => status === 'ACTIVE');
  const project = projects.find(({ id }) => id === chosen) ?? projects[0];
  if (project === undefined) return <EmptyState title="No active project">Make or resume one first.</EmptyState>;
  const submit = async () => {
    // A second press while it is on its way would be a second generation.
    if (isAsking) return;
    setIsAsking(true);
    const episode_id = drafts.current.get(project.id) ?? (await create({ project_id: project.id, title: '' }))?.id;
    if (episode_id !== undefined) drafts.current.set(project.id, episode_id);
    const requested = episode_id === undefined ? null : await request({ episode_id });
    setIsAsking(false);
    if (requested !== null) onDone();
  };
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Field label="Project" {...(!online && { hint: 'Offline: the request is kept here and sent by itself.' })}>
        {(id) => (
          <select id={id} className={INPUT} value={project.id} onChange={(event) => setChosen(event.target.value)}>
            {projects.map(({ id: value, title }) => (
              <option key={value} value={value} dir="auto">
                {title}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>Cancel</Button>
        <Button look="primary" type="submit" disabled={isAsking}>
          {isAsking ? 'Asking…' : 'Generate'}
        </Button>
      </div>
    </form>
  );
}
