import { useState } from 'react';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { Button } from '../components/button.tsx';
import { Field, INPUT } from '../components/field.tsx';
import { money } from '../components/times.ts';
import { useToasts } from '../components/toast-store.ts';
import { useCommand } from '../engine-port/use-command.ts';
import { useIsOnline } from '../engine-port/use-session.ts';
import { readAmount } from './read-amount.ts';

interface LimitsFormProps {
  organization: QueryRow<'organization.get'>;
  spentToday: number;
  /** Generations that are held back now, and those that would be next. */
  blocked: number;
  waiting: number;
}

/** Changes what may be spent, and says before it is done what that lets go or holds back. */
export function LimitsForm({ organization, spentToday, blocked, waiting }: LimitsFormProps) {
  const [day, setDay] = useState<string | null>(null);
  const [episode, setEpisode] = useState<string | null>(null);
  const update = useCommand('organization.update');
  const show = useToasts((toasts) => toasts.show);
  const online = useIsOnline();
  const { daily_cost_limit_gbp: dayBefore, episode_cost_limit_gbp: episodeBefore } = organization;
  const dayLimit = day === null ? dayBefore : readAmount(day);
  const episodeLimit = episode === null ? episodeBefore : readAmount(episode);
  const changed = dayLimit !== dayBefore || episodeLimit !== episodeBefore;
  const ready = dayLimit !== null && episodeLimit !== null && changed;
  const effect =
    dayLimit === null || episodeLimit === null
      ? 'Amounts in pounds, such as 60 or 1.50. Write a thousand as 1000.'
      : effectWords({ dayLimit, spentToday, blocked, waiting });
  const save = async () => {
    if (!ready) return;
    const done = await update({
      patch: {
        ...(dayLimit !== dayBefore && { daily_cost_limit_gbp: dayLimit }),
        ...(episodeLimit !== episodeBefore && { episode_cost_limit_gbp: episodeLimit }),
      },
    });
    if (done === null) return;
    setDay(null);
    setEpisode(null);
    show({
      tone: 'success',
      title: `The limit of a day is ${money(dayLimit)}, of an episode ${money(episodeLimit)}`,
      body: online ? effectDone({ dayLimit, spentToday, blocked }) : 'It counts as soon as the cloud can be reached.',
    });
  };
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className="grid grid-cols-[repeat(auto-fit,minmax(9rem,1fr))] items-end gap-3">
        <Field label="Limit of a day, £">
          {(id) => (
            <input
              id={id}
              inputMode="decimal"
              autoComplete="off"
              className={`${INPUT} tabular-nums`}
              value={day ?? String(dayBefore)}
              aria-invalid={dayLimit === null}
              onChange={(event) => setDay(event.target.value)}
            />
          )}
        </Field>
        <Field label="Limit of an episode, £">
          {(id) => (
            <input
              id={id}
              inputMode="decimal"
              autoComplete="off"
              className={`${INPUT} tabular-nums`}
              value={episode ?? String(episodeBefore)}
              aria-invalid={episodeLimit === null}
              onChange={(event) => setEpisode(event.target.value)}
            />
          )}
        </Field>
      </div>
      <p aria-live="polite" className="text-[0.8125rem] text-soft">
        {ready && (
          <span className="font-medium text-ink tabular-nums">
            {money(dayLimit)} a day, {money(episodeLimit)} an episode.{' '}
          </span>
        )}
        <span>{effect}</span>
      </p>
      <div className="flex gap-2">
        <Button look="primary" compact type="submit" disabled={!ready}>
          Save the limits
        </Button>
        {changed && (
          <Button
            compact
            look="quiet"
            onClick={() => {
              setDay(null);
              setEpisode(null);
            }}
          >
            Leave them
          </Button>
        )}
      </div>
    </form>
  );
}

const generations = (count: number) => (count === 1 ? '1 generation' : `${count} generations`);

function effectWords(given: { dayLimit: number; spentToday: number; blocked: number; waiting: number }): string {
  const { dayLimit, spentToday, blocked, waiting } = given;
  if (spentToday >= dayLimit) {
    const held = blocked + waiting;
    const first = `Today has cost ${money(spentToday)}: with this limit nothing more is begun today`;
    return held === 0
      ? `${first}.`
      : `${first}, and ${generations(held)} of today ${held === 1 ? 'waits' : 'wait'} until tomorrow.`;
  }
  if (blocked > 0)
    return `Saving this lets ${generations(blocked)} go on that ${blocked === 1 ? 'is' : 'are'} held back.`;
  return 'At the limit of a day no new generation begins until the next day, or until it is raised. An episode stops at its own.';
}

function effectDone({
  dayLimit,
  spentToday,
  blocked,
}: {
  dayLimit: number;
  spentToday: number;
  blocked: number;
}): string {
  if (spentToday >= dayLimit) return 'Nothing more is begun today.';
  return blocked > 0
    ? `${generations(blocked)} that ${blocked === 1 ? 'was' : 'were'} held back ${blocked === 1 ? 'goes' : 'go'} on now.`
    : 'It counts from now on.';
}
