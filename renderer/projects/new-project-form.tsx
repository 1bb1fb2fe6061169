import { useEffect, useState } from 'react';
import { nextDeliverySlot } from '../../shared/domain/cadence.ts';
import { TITLE_LENGTH } from '../../shared/domain/limits.ts';
import type { CadenceConfig, Created } from '../../shared/ipc/commands.ts';
import type { CommandPayload } from '../../shared/ipc/contract.ts';
import { Button } from '../components/button.tsx';
import { Field, INPUT } from '../components/field.tsx';
import { goFrom } from '../components/go-from.ts';
import { dayAndHour } from '../components/times.ts';
import { Flights } from '../desk-memory/flights.ts';
import { readKeptEdit, settleKeptEdit } from '../desk-memory/kept-edit.ts';
import { keepText } from '../desk-memory/kept-text.ts';
import { useEdit } from '../desk-memory/use-edit.ts';
import { useFlight } from '../desk-memory/use-flight.ts';
import { useKeptEdit } from '../desk-memory/use-kept-edit.ts';
import { useNewId } from '../desk-memory/use-new-id.ts';
import { useEngine } from '../engine-port/engine-context.ts';
import { useRows } from '../engine-port/use-live-query.ts';
import { useTelling } from '../engine-port/use-telling.ts';
import { CadenceFields } from './cadence-fields.tsx';
import { createProject } from './create-project.ts';

/** Most questions are answered once a week, early, before the reader's day begins. */
const USUAL_CADENCE: CadenceConfig = { mode: 'weekly', days: [1], delivery_hour: 7 };

interface SentProject {
  /** The page on which it was sent. */
  from: string;
  /** What stood in the fields. */
  stood: { title: string; brief: string; cadence: CadenceConfig };
  /** What the store is to have of it. */
  stored: CommandPayload<'project.update'>['patch'];
  save: () => Promise<Created>;
}

const FLIGHTS = new Flights<SentProject, Created>();

const KEYS = { title: 'new-project.title', brief: 'new-project.brief', id: 'new-project.id' };

const isBegun = () => [KEYS.title, KEYS.brief].some((key) => readKeptEdit(key) !== null);

/**
 * What is typed is there when the form is opened again, after a restart too, until it is made or cancelled. What is typed while it is
 * being made stays, and goes into the same project.
 */
export function NewProjectForm({ onDone }: { onDone: () => void }) {
  const newId = useNewId(KEYS.id, isBegun);
  const [wasSent] = useState(newId.isSent);
  const [row] = useRows('projects.get', { id: newId.id });
  const made = row?.deleted_at === null ? row : null;
  const title = useKeptEdit(KEYS.title, made?.title ?? '');
  const brief = useKeptEdit(KEYS.brief, made?.onboarding_brief ?? '');
  const cadence = useEdit(made === null ? USUAL_CADENCE : inOrder(made.cadence_config));
  const timezone = made?.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const first = nextDeliverySlot(cadence.value, timezone, new Date());
  const engine = useEngine();
  const tell = useTelling();
  const flight = useFlight({
    flights: FLIGHTS,
    name: 'new-project',
    send: ({ save }: SentProject) => tell(save()),
    taken({ from, stood, stored }, { id }) {
      const isDone = [
        title.saved(stored.title, stood.title),
        brief.saved(stored.onboarding_brief, stood.brief),
        cadence.saved(stored.cadence_config, stood.cadence),
      ];
      if (isDone.every(Boolean)) leaveFor(from, id);
      // It was typed on meanwhile: what is saved next is the same project.
      else newId.adopt(id);
    },
    left({ from, stood, stored }, { id }) {
      settleKeptEdit(KEYS.title, stood.title, stored.title);
      settleKeptEdit(KEYS.brief, stood.brief, stored.onboarding_brief);
      keepText(KEYS.id, isBegun() ? id : null);
      goFrom(from, `/projects/${id}`);
    },
  });
  const close = () => {
    flight.letGo();
    title.forget();
    brief.forget();
    newId.forget();
    onDone();
  };
  const leaveFor = (from: string, id: string) => {
    close();
    goFrom(from, `/projects/${id}`);
  };
  const isMade = made !== null;
  // Only when its row comes: what is typed back to what stands there later is still being typed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (!isMade || [title, brief].some(({ stage }) => stage !== 'untouched')) return;
    // All of it was made, and nobody answered: whoever waits for it here gets there, and whoever has opened the form begins anew.
    if (wasSent) newId.forget();
    else leaveFor(window.location.pathname, newId.id);
  }, [isMade]);
  const submit = async () => {
    const whole = {
      title: title.value.trim(),
      onboarding_brief: brief.value.trim(),
      cadence_config: cadence.value,
    };
    const patch = {
      ...(title.stage !== 'untouched' && { title: whole.title }),
      ...(brief.stage !== 'untouched' && { onboarding_brief: whole.onboarding_brief }),
      ...(cadence.stage !== 'untouched' && { cadence_config: whole.cadence_config }),
    };
    const { id } = newId;
    newId.keep();
    await flight.send({
      from: window.location.pathname,
      stood: { title: title.value, brief: brief.value, cadence: cadence.value },
      stored: isMade ? patch : whole,
      async save() {
        if (!isMade) return createProject(engine, { id, ...whole, timezone });
        await engine.command('project.update', { id, patch });
        return { id };
      },
    });
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
            value={title.value}
            maxLength={TITLE_LENGTH}
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
            value={brief.value}
            onChange={(event) => brief.change(event.target.value)}
          />
        )}
      </Field>
      <CadenceFields cadence={cadence.value} onChange={cadence.change} />
      {first !== null && (
        <p className="text-[0.8125rem] text-soft tabular-nums">
          First delivery: {dayAndHour(first.toISOString(), timezone)}, by the time of {timezone.replaceAll('_', ' ')}.
          The settings of the project have its time zone.
        </p>
      )}
      {isMade && (
        <p role="status" className="text-[0.8125rem] text-wait">
          The project is made. What you typed since is not in it yet: save it, or cancel to leave the project as it is.
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={close}>Cancel</Button>
        <Button look="primary" type="submit" disabled={title.value.trim() === ''}>
          {isMade ? 'Save it' : 'Make the project'}
        </Button>
      </div>
    </form>
  );
}

/** As the fields here write it: two that say the same are to be the same. */
function inOrder({ mode, days, delivery_hour }: CadenceConfig): CadenceConfig {
  return { mode, days, delivery_hour };
}
