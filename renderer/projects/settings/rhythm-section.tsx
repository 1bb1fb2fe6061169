import { Pause, Play } from 'lucide-react';
import type { CadenceConfig } from '../../../shared/ipc/commands.ts';
import type { QueryRow } from '../../../shared/ipc/contract.ts';
import { Button } from '../../components/button.tsx';
import { Field, INPUT } from '../../components/field.tsx';
import { useEdit } from '../../desk-memory/use-edit.ts';
import { useCommand } from '../../engine-port/use-command.ts';
import { CadenceFields } from '../cadence-fields.tsx';
import { NextDeliveries } from '../next-deliveries.tsx';
import { SaveBar } from './save-bar.tsx';

/** When the project delivers, with the next five deliveries as they would be; and whether it does at all. */
export function RhythmSection({ project }: { project: QueryRow<'projects.get'> }) {
  const { mode, days: weekdays, delivery_hour } = project.cadence_config;
  // Each for itself: what somebody else changes of the rest is shown, and stays.
  const days = useEdit({ mode, days: weekdays });
  const hour = useEdit(delivery_hour);
  const zone = useEdit(project.timezone);
  const cadence: CadenceConfig = { ...days.value, delivery_hour: hour.value };
  const timezone = zone.value;
  const stages = [days.stage, hour.stage, zone.stage];
  const changed = stages.some((stage) => stage !== 'untouched');
  const update = useCommand('project.update');
  const save = async () => {
    const patch = {
      ...((days.stage !== 'untouched' || hour.stage !== 'untouched') && { cadence_config: cadence }),
      ...(zone.stage !== 'untouched' && { timezone }),
    };
    if ((await update({ id: project.id, patch })) === null) return;
    days.saved(days.value);
    hour.saved(hour.value);
    zone.saved(timezone);
  };
  const leave = () => {
    for (const edit of [days, hour, zone]) edit.forget();
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
      <CadenceFields
        cadence={cadence}
        onChange={({ mode, days: chosen, delivery_hour }) => {
          days.change({ mode, days: chosen });
          hour.change(delivery_hour);
        }}
      />
      <Field label="Time zone of the project">
        {(id) => (
          <select id={id} className={INPUT} value={timezone} onChange={(event) => zone.change(event.target.value)}>
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
      <SaveBar
        changed={changed}
        ready={cadence.days.length > 0}
        meanwhile={stages.includes('overtaken') ? (project.updated_by_name ?? 'Somebody') : null}
        onLeave={leave}
      />
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
