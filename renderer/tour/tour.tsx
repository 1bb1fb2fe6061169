import { X } from 'lucide-react';
import { useState } from 'react';
import { commandTable } from '../../shared/desk/command-table.ts';
import { chordWords, isMac } from '../commands/key-chords.ts';
import { Button } from '../components/button.tsx';
import { useCommand } from '../engine-port/use-command.ts';
import { useLiveQuery } from '../engine-port/use-live-query.ts';
import { TOUR_ENDED, TOUR_STEPS } from './tour-steps.ts';

/**
 * Three steps at most, in the sidebar where they cover nothing and wait for nobody. Seen once by a person, on whichever machine:
 * the end is kept as a user event.
 */
export function Tour() {
  const events = useLiveQuery('activity.my_events_of_type', { event_type: TOUR_ENDED });
  const record = useCommand('event.record');
  const [place, setPlace] = useState(0);
  const [hasEnded, setHasEnded] = useState(false);
  const step = TOUR_STEPS[place];
  if (hasEnded || step === undefined || events.state !== 'live') return null;
  if (events.rows.length > 0) return null;
  const end = () => {
    setHasEnded(true);
    void record({ event_type: TOUR_ENDED, event_data: { step: place + 1, of: TOUR_STEPS.length } });
  };
  const isLast = place === TOUR_STEPS.length - 1;
  const keys = commandTable.find(({ id }) => id === step.command)?.keys;
  return (
    <section aria-label="First steps" className="mx-2 mb-2 shrink-0 rounded-lg border border-line bg-raised p-3">
      <div className="flex items-start justify-between gap-2">
        <h2 className="font-medium">{step.title}</h2>
        <button
          type="button"
          aria-label="Close the first steps"
          onClick={end}
          className="-mt-0.5 -mr-1 rounded p-1 text-faint hover:bg-hover hover:text-ink"
        >
          <X size={14} aria-hidden />
        </button>
      </div>
      <p className="mt-1 text-[0.8125rem] text-soft">
        {step.body}
        {keys !== undefined && (
          <kbd className="ml-1.5 rounded border border-line bg-sunken px-1.5 py-px font-sans text-xs">
            {chordWords(keys, isMac(navigator.platform))}
          </kbd>
        )}
      </p>
      <div className="mt-2.5 flex items-center justify-between">
        <span className="text-xs text-faint tabular-nums">
          {place + 1} of {TOUR_STEPS.length}
        </span>
        <Button compact onClick={isLast ? end : () => setPlace(place + 1)}>
          {isLast ? 'Done' : 'Next'}
        </Button>
      </div>
    </section>
  );
}
