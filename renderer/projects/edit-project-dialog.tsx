import { useState } from 'react';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Field, INPUT } from '../components/field.tsx';
import { useCommand } from '../engine-port/use-command.ts';
import { CadenceFields } from './cadence-fields.tsx';
import { NextDeliveries } from './next-deliveries.tsx';

interface EditProjectProps {
  project: QueryRow<'projects.get'>;
  open: boolean;
  onClose: () => void;
}

export function EditProjectDialog({ project, open, onClose }: EditProjectProps) {
  return (
    <Dialog open={open} onClose={onClose} title="Edit the project">
      <EditProjectForm project={project} onDone={onClose} />
    </Dialog>
  );
}

function EditProjectForm({ project, onDone }: { project: QueryRow<'projects.get'>; onDone: () => void }) {
  const [title, setTitle] = useState(project.title);
  const [brief, setBrief] = useState(project.onboarding_brief);
  const [cadence, setCadence] = useState(project.cadence_config);
  const [timezone, setTimezone] = useState(project.timezone);
  const update = useCommand('project.update');
  const submit = async () => {
    const done = await update({
      id: project.id,
      patch: { title: title.trim(), onboarding_brief: brief, cadence_config: cadence, timezone },
    });
    if (done !== null) onDone();
  };
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Field label="The question">
        {(id) => (
          <input
            id={id}
            className={INPUT}
            value={title}
            maxLength={300}
            onChange={(event) => setTitle(event.target.value)}
          />
        )}
      </Field>
      <Field label="Brief">
        {(id) => (
          <textarea
            id={id}
            rows={8}
            className={INPUT}
            value={brief}
            onChange={(event) => setBrief(event.target.value)}
          />
        )}
      </Field>
      <CadenceFields cadence={cadence} onChange={setCadence} />
      <Field label="Time zone">
        {(id) => (
          <select id={id} className={INPUT} value={timezone} onChange={(event) => setTimezone(event.target.value)}>
            {[...new Set([timezone, ...Intl.supportedValuesOf('timeZone')])].map((zone) => (
              <option key={zone}>{zone}</option>
            ))}
          </select>
        )}
      </Field>
      <NextDeliveries cadence={cadence} timezone={timezone} />
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>Cancel</Button>
        <Button look="primary" type="submit" disabled={title.trim() === ''}>
          Save
        </Button>
      </div>
    </form>
  );
}
