import { Pause, Play } from 'lucide-react';
import { useState } from 'react';
import type { CadenceConfig } from '../../../shared/ipc/commands.ts';
import type { QueryRow } from '../../../shared/ipc/contract.ts';
import { Button } from '../../components/button.tsx';
import { Field, INPUT } from '../../components/field.tsx';
import { useCommand } from '../../engine-port/use-command.ts';
import { CadenceFields } from '../cadence-fields.tsx';
import { NextDeliveries } from '../next-deliveries.tsx';
import { SaveBar } from './save-bar.tsx';

interface Rhythm {
  cadence: CadenceConfig;
  timezone: string;
}

/** When the project delivers, with the next five deliveries as they would be; and whether it does at all. */
export function RhythmSection({ project }: { project: QueryRow<'projects.get'> }) {
  const saved: Rhythm = { cadence: project.cadence_config, timezone: project.timezone };
  const [draft, setDraft] = useState<Rhythm | null>(null);
  const { cadence, timezone } = draft ?? saved;
  const changed = draft !== null && JSON.stringify(draft) !== JSON.stringify(saved);
  const update = useCommand('project.update');
  const save = async () => {
    const done = await update({ id: project.id, patch: { cadence_config: cadence, timezone } });
    if (done !== null) setDraft(null);
  };
  const zones = [...new Set([timezone, ...Intl.supportedValuesOf('timeZone')])];
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <CadenceFields cadence={cadence} onChange={(next) => setDraft({ cadence: next, timezone })} />
      <Field label="Time zone of the project">
        {(id) => (
          <select
            id={id}
            className={INPUT}
            value={timezone}
            onChange={(event) => setDraft({ cadence, timezone: event.target.value })}
          >
            {zones.map((zone) => (
              <option key={zone} value={zone}>
                {zone.replaceAll('_', ' ')}
              </option>
            ))}
          </select>
        )}
      </Field>
      {project.status === 'ACTIVE' ? (
        <NextDeliveries cadence={cadence} timezone={timezone} />
      ) : (
        <p className="text-[0.8125rem] text-soft">Nothing is delivered while the project is not active.</p>
      )}
      {changed && (
        <p className="text-[0.8125rem] text-soft">
          Saving cancels the delivery that is planned now and plans the next one by the new rhythm.
        </p>
      )}
      <SaveBar changed={changed} ready={cadence.days.length > 0} meanwhile={null} onLeave={() => setDraft(null)} />
      <PauseSwitch project={project} />
    </form>
  );
}

function PauseSwitch({ project }: { project: QueryRow<'projects.get'> }) {
  const update = useCommand('project.update');
  if (project.status !== 'ACTIVE' && project.status !== 'PAUSED') return null;
  const paused = project.status === 'PAUSED';
  return (
    <div className="flex items-center gap-4 border-t border-line pt-4">
      <p className="min-w-0 flex-1 text-soft">
        {paused
          ? 'Deliveries are paused. Resuming plans the next one from today on; those that were missed are not made up for.'
          : 'Pausing cancels what is planned. Notes and episodes stay, and can be worked on.'}
      </p>
      <Button onClick={() => void update({ id: project.id, patch: { status: paused ? 'ACTIVE' : 'PAUSED' } })}>
        {paused ? <Play size={14} aria-hidden /> : <Pause size={14} aria-hidden />}
        {paused ? 'Resume deliveries' : 'Pause deliveries'}
      </Button>
    </div>
  );
}
