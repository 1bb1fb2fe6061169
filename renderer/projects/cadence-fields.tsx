import type { CadenceConfig, CadenceMode } from '../../shared/ipc/commands.ts';
import { Field, INPUT } from '../components/field.tsx';
import { weekdayLabel } from './project-words.ts';

const MODES: { mode: CadenceMode; label: string }[] = [
  { mode: 'daily', label: 'Every day' },
  { mode: 'weekdays', label: 'Monday to Friday' },
  { mode: 'weekly', label: 'Once a week' },
  { mode: 'custom', label: 'On chosen days' },
];
/** As people here read a week: Monday first. */
const WEEK = [1, 2, 3, 4, 5, 6, 0];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

interface CadenceFieldsProps {
  cadence: CadenceConfig;
  onChange: (cadence: CadenceConfig) => void;
}

/** When episodes are delivered: which days, at which hour of the project's time zone. */
export function CadenceFields({ cadence, onChange }: CadenceFieldsProps) {
  const toggle = (day: number) => {
    if (cadence.mode === 'weekly') return onChange({ ...cadence, days: [day] });
    const days = cadence.days.includes(day) ? cadence.days.filter((other) => other !== day) : [...cadence.days, day];
    if (days.length > 0) onChange({ ...cadence, days: days.toSorted((a, b) => a - b) });
  };
  return (
    <div className="grid grid-cols-2 gap-4">
      <Field label="Delivered">
        {(id) => (
          <select
            id={id}
            className={INPUT}
            value={cadence.mode}
            onChange={(event) => onChange(withMode(cadence, event.target.value as CadenceMode))}
          >
            {MODES.map(({ mode, label }) => (
              <option key={mode} value={mode}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="At">
        {(id) => (
          <select
            id={id}
            className={INPUT}
            value={cadence.delivery_hour}
            onChange={(event) => onChange({ ...cadence, delivery_hour: Number(event.target.value) })}
          >
            {HOURS.map((hour) => (
              <option key={hour} value={hour}>{`${String(hour).padStart(2, '0')}:00`}</option>
            ))}
          </select>
        )}
      </Field>
      {(cadence.mode === 'weekly' || cadence.mode === 'custom') && (
        <fieldset className="col-span-2 flex gap-1.5">
          <legend className="mb-1 text-[0.8125rem] font-medium text-soft">On</legend>
          {WEEK.map((day) => (
            <button
              key={day}
              type="button"
              aria-pressed={cadence.days.includes(day)}
              onClick={() => toggle(day)}
              className="h-8 flex-1 rounded-md border border-line-strong text-[0.8125rem] hover:bg-hover aria-pressed:border-transparent aria-pressed:bg-accent aria-pressed:text-accent-ink"
            >
              {weekdayLabel(day)}
            </button>
          ))}
        </fieldset>
      )}
    </div>
  );
}

/** Once a week is one day; the others keep what was chosen. */
function withMode(cadence: CadenceConfig, mode: CadenceMode): CadenceConfig {
  const [first = 1] = cadence.days;
  return { ...cadence, mode, days: mode === 'weekly' ? [first] : cadence.days.length === 0 ? [first] : cadence.days };
}
