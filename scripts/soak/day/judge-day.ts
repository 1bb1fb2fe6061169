import type { DayPage } from './day-page.ts';
import type { Producer, ProducerEnd } from './start-producer.ts';

/** Lines of the embedded cloud that tell of what went wrong; attempts that fail on purpose are no error. */
const CLOUD_ERROR = /error|failed:|refused|unhandled|deadlock/i;
/** A producer's memory may grow by this between the second quarter and the end, in megabytes: caches, and a day's rows. */
const GROWTH_MB = 80;
/** The heap of a page likewise: what is compiled and cached of pages that were not opened before. In megabytes. */
const PAGE_GROWTH_MB = 10;
const WHOLE_DAY_HOURS = 24;
/** Two of the demo's projects come each day. */
const DELIVERIES = 2;

export interface Day {
  hours: number;
  ends: { producer: Pick<Producer, 'user' | 'memory'>; end: ProducerEnd }[];
  page: DayPage;
  cloudLog: string[];
  scheduled: { made: number; delivered: number };
  jobs: string;
}

/** Prints what the day was like and what was wrong in it; answers whether nothing was. */
export function judgeDay({ hours, ends, page, cloudLog, scheduled, jobs }: Day): boolean {
  const wrong: string[] = [];
  for (const { producer, end } of ends) {
    // From the second quarter on: in the first there is still what the first sync needed.
    const [first, last] = [producer.memory[2]?.rss_mb ?? 0, producer.memory.at(-1)?.rss_mb ?? 0];
    const { user } = producer;
    console.log(
      `${user}: ${end.acts} acts, ${end.rows} rows compared, ${end.drift.length} differ; memory ${producer.memory.map(({ rss_mb, heap_mb }) => `${rss_mb} (heap ${heap_mb})`).join(' → ')} MB`,
    );
    if (last - first > GROWTH_MB) wrong.push(`${user}: memory grew from ${first} to ${last} MB`);
    if (end.waiting > 0) wrong.push(`${user}: ${end.waiting} edits did not arrive`);
    wrong.push(...end.drift.map((line) => `${user}: ${line}`));
    wrong.push(...end.refused.map((code) => `${user}: a command was refused: ${code}`));
    wrong.push(...end.log.map((line) => `${user} log: ${line}`));
  }
  const heaps = page.memory.map(({ heap, nodes }) => `${heap} (${nodes} nodes)`).join(' → ');
  console.log(`page: ${page.acts} acts, heap ${heaps} MB`);
  const grown = (page.memory.at(-1)?.heap ?? 0) - (page.memory[2]?.heap ?? 0);
  if (grown > PAGE_GROWTH_MB) wrong.push(`page: its heap grew by ${grown} MB`);
  wrong.push(...page.wrong.map((line) => `page: ${line}`));
  console.log(`schedule: ${scheduled.made} episodes made, ${scheduled.delivered} delivered; jobs: ${jobs}`);
  if (hours >= WHOLE_DAY_HOURS && scheduled.delivered < DELIVERIES)
    wrong.push('the schedule did not deliver what was due');
  wrong.push(...cloudLog.filter((line) => CLOUD_ERROR.test(line)).map((line) => `cloud log: ${line}`));
  for (const line of wrong.slice(0, 50)) console.error(line);
  console.log(wrong.length === 0 ? 'No leak, no drift, no error.' : `${wrong.length} things are wrong.`);
  return wrong.length === 0;
}
