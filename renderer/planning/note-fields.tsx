import { useId } from 'react';
import type { NotePriority, NoteScope } from '../../shared/ipc/commands.ts';
import { shortDate } from '../components/times.ts';
import { LASTING, type Lasting } from './note-lasting.ts';
import { PRIORITIES, SCOPES } from './note-words.ts';

export interface NoteChoices {
  scope: NoteScope;
  priority: NotePriority;
  lasting: Lasting;
}

export const USUAL_CHOICES: NoteChoices = {
  scope: 'NEXT_EPISODE',
  priority: 'MEDIUM',
  lasting: { kind: 'until-used' },
};

const SELECT =
  'h-7 min-w-0 flex-1 basis-24 rounded-md border border-line-strong bg-ground px-1.5 text-[0.8125rem] text-ink focus-visible:outline-2 focus-visible:outline-accent';

/** What a note is about, how much it matters and how long it counts. */
export function NoteFields({ choices, onChange }: { choices: NoteChoices; onChange: (choices: NoteChoices) => void }) {
  const id = useId();
  const { lasting } = choices;
  return (
    <>
      <select
        aria-label="What it is about"
        className={SELECT}
        value={choices.scope}
        onChange={(event) => onChange({ ...choices, scope: event.target.value as NoteScope })}
      >
        {SCOPES.map(({ scope, label }) => (
          <option key={scope} value={scope}>
            {label}
          </option>
        ))}
      </select>
      <select
        aria-label="Priority"
        className={SELECT}
        value={choices.priority}
        onChange={(event) => onChange({ ...choices, priority: event.target.value as NotePriority })}
      >
        {PRIORITIES.map(({ priority, label }) => (
          <option key={priority} value={priority}>
            {label}
          </option>
        ))}
      </select>
      <select
        id={id}
        aria-label="How long it counts"
        className={SELECT}
        value={lastingValue(lasting)}
        onChange={({ target }) => {
          const chosen = LASTING.find(({ value }) => value === target.value);
          if (chosen !== undefined) onChange({ ...choices, lasting: chosen.lasting });
        }}
      >
        {lasting.kind === 'until' && <option value="until">Until {shortDate(lasting.at)}</option>}
        {LASTING.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </>
  );
}

function lastingValue(lasting: Lasting): string {
  return lasting.kind === 'days' ? String(lasting.days) : lasting.kind;
}
