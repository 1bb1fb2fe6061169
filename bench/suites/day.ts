import { SPEED } from '../../scripts/soak/day/fast-clock.ts';
import { playDay } from '../../scripts/soak/day/play-day.ts';
import type { Count, SuiteResult } from '../report.ts';

/** An hour of the simulated day. */
const MINUTES = 60 / SPEED;

/** What engines and a page hold at rest, and after an hour of the simulated day (scripts/soak/day) in which all of them work. */
export async function benchDay(): Promise<SuiteResult> {
  const { isWell, engines, page } = await playDay(MINUTES);
  if (!isWell) throw new Error('something was wrong in the hour that was played; it is said above');
  const counts: Count[] = [];
  for (const [number, memory] of engines.entries()) {
    const name = `engine ${number + 1}`;
    counts.push(
      { name: `${name} at rest, MB`, measured: memory[0]?.rss_mb ?? Number.NaN },
      { name: `${name} after the hour, MB`, measured: memory.at(-1)?.rss_mb ?? Number.NaN },
      { name: `${name}'s heap at rest, MB`, measured: memory[0]?.heap_mb ?? Number.NaN },
      { name: `${name}'s heap after the hour, MB`, measured: memory.at(-1)?.heap_mb ?? Number.NaN },
    );
  }
  for (const [when, held] of [
    ['at rest', page.memory[0]],
    ['after the hour', page.memory.at(-1)],
  ] as const) {
    if (held === undefined) throw new Error('the page was not looked at');
    counts.push(
      { name: `page's heap ${when}, MB`, measured: held.heap },
      { name: `page's nodes ${when}`, measured: held.nodes },
      { name: `page's listeners ${when}`, measured: held.listeners },
    );
  }
  counts.push({ name: 'acts in the page meanwhile', measured: page.acts });
  return { suite: 'day', figures: [], counts };
}
