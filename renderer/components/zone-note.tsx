import { foreignZone } from './times.ts';

/** Above days and hours of the organisation, where the clocks here show others. */
export function ZoneNote({ timezone }: { timezone: string }) {
  const zone = foreignZone(timezone);
  if (zone === null) return null;
  return <p className="mb-2 text-xs text-faint">Days and times are the organisation’s: {zone}.</p>;
}
