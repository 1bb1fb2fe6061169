import { useState } from 'react';
import { nextDeliverySlot } from '../../shared/domain/cadence.ts';
import type { CadenceConfig } from '../../shared/ipc/commands.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Field, INPUT } from '../components/field.tsx';
import { goFrom } from '../components/go-from.ts';
import { dayAndHour } from '../components/times.ts';
import { useKeptText } from '../desk-memory/use-kept-text.ts';
import { useCommand } from '../engine-port/use-command.ts';
import { CadenceFields } from './cadence-fields.tsx';
import { useNewProject } from './new-project-store.ts';

/** Most questions are answered once a week, early, before the reader's day begins. */
const USUAL_CADENCE: CadenceConfig = { mode: 'weekly', days: [1], delivery_hour: 7 };

export function NewProjectDialog() {
  const { isOpen, close } = useNewProject();
  return (
    <Dialog
      open={isOpen}
      onClose={close}
      title="New project"
      description="A standing question that episodes answer. It is made on this machine at once, offline too."
    >
      <NewProjectForm onDone={close} />
    </Dialog>
  );
}

/** What is typed is there when the dialog is opened again, after a restart too, until it is made or cancelled. */
function NewProjectForm({ onDone }: { onDone: () => void }) {
  const title = useKeptText('new-project.title');
  const brief = useKeptText('new-project.brief');
  const [cadence, setCadence] = useState(USUAL_CADENCE);
  const create = useCommand('project.create');
  const { timeZone: timezone } = Intl.DateTimeFormat().resolvedOptions();
  const first = nextDeliverySlot(cadence, timezone, new Date());
  const close = () => {
    title.forget();
    brief.forget();
    onDone();
  };
  const submit = async () => {
    const { pathname } = window.location;
    const created = await create({
      title: title.text.trim(),
      onboarding_brief: brief.text.trim(),
      cadence_config: cadence,
      timezone,
    });
    if (created === null) return;
    close();
    goFrom(pathname, `/projects/${created.id}`);
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
            dir="auto"
            className={INPUT}
            value={title.text}
            maxLength={300}
            placeholder="The future of UK fintech"
            onChange={(event) => title.change(event.target.value)}
          />
        )}
      </Field>
      <Field label="Brief" hint="Who reads it, what they want to know, what to leave out.">
        {(id) => (
          <textarea
            id={id}
            dir="auto"
            rows={5}
            className={INPUT}
            value={brief.text}
            onChange={(event) => brief.change(event.target.value)}
          />
        )}
      </Field>
      <CadenceFields cadence={cadence} onChange={setCadence} />
      {first !== null && (
        <p className="text-[0.8125rem] text-soft tabular-nums">
          First delivery: {dayAndHour(first.toISOString(), timezone)}, by the time of {timezone.replaceAll('_', ' ')}.
          The settings of the project have its time zone.
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={close}>Cancel</Button>
        <Button look="primary" type="submit" disabled={title.text.trim() === ''}>
          Make the project
        </Button>
      </div>
    </form>
  );
}
