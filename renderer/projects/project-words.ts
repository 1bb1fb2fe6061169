import type { CadenceConfig } from '../../shared/ipc/commands.ts';
import { dateFormat } from '../components/formatters.ts';

const AND = new Intl.ListFormat(undefined, { type: 'conjunction' });

const weekdayName = (day: number, width: 'long' | 'short') =>
  // 1 November 2026 is a Sunday, so the day of the month is the day of the week plus one.
  dateFormat({ weekday: width, timeZone: 'UTC' }).format(new Date(Date.UTC(2026, 10, 1 + day)));

/** "Tuesdays at 07:00", "Monday to Friday at 06:00". */
export function cadenceWords(cadence: CadenceConfig): string {
  const hour = `${String(cadence.delivery_hour).padStart(2, '0')}:00`;
  return `${daysWords(cadence)} at ${hour}`;
}

function daysWords({ mode, days }: CadenceConfig): string {
  switch (mode) {
    case 'daily':
      return 'Every day';
    case 'weekdays':
      return 'Monday to Friday';
    case 'weekly':
    case 'custom': {
      const [only] = days;
      if (only === undefined) return 'No day chosen';
      if (days.length === 1) return `${weekdayName(only, 'long')}s`;
      return AND.format(days.map((day) => weekdayName(day, 'short')));
    }
  }
}

export const CADENCE_MODES = [
  'daily',
  'weekdays',
  'weekly',
  'custom',
] as const satisfies readonly CadenceConfig['mode'][];

export function weekdayLabel(day: number): string {
  return weekdayName(day, 'short');
}
