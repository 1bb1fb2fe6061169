import { useId } from 'react';
import { nextDeliverySlots } from '../../shared/domain/cadence.ts';
import { isKnownTimeZone } from '../../shared/domain/zone-clock.ts';
import type { CadenceConfig } from '../../shared/ipc/commands.ts';
import { dayAndHour } from '../components/times.ts';

const SHOWN = 5;

/** The next five deliveries of a cadence, in the project's zone, and in mine where that is another. */
export function NextDeliveries({ cadence, timezone }: { cadence: CadenceConfig; timezone: string }) {
  const heading = useId();
  const mine = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!isKnownTimeZone(timezone)) {
    return (
      <p className="text-[0.8125rem] text-soft">
        This machine does not know the time zone {timezone}. The cloud does, and delivers by it; update the app to see
        when.
      </p>
    );
  }
  const slots = nextDeliverySlots(cadence, timezone, new Date(), SHOWN).map((slot) => slot.toISOString());
  if (slots.length === 0) return null;
  return (
    <div>
      <p id={heading} className="mb-1 text-[0.8125rem] font-medium text-soft">
        Next deliveries
      </p>
      <ol aria-labelledby={heading} className="flex flex-col gap-0.5 text-[0.8125rem] text-soft tabular-nums">
        {slots.map((slot) => (
          <li key={slot}>
            {dayAndHour(slot, timezone)}
            {mine !== timezone && <span className="text-faint"> ({dayAndHour(slot, mine)} here)</span>}
          </li>
        ))}
      </ol>
    </div>
  );
}
