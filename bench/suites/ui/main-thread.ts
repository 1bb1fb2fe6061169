import type { Browser, Page } from 'playwright-core';
import { round } from '../../measure.ts';

/** A task this long is felt, in milliseconds: the next keystroke waits behind it. */
const LONG_MS = 50;

/** What the page's main thread did while something was measured. */
export interface MainThread {
  /** Tasks that took more than 50 ms by the wall clock, waiting for a processor included. */
  long: number;
  /** Tasks that computed for more than 50 ms: what is left of them on a machine that does nothing else. */
  longComputing: number;
  /** The longest of all, milliseconds of processor time. */
  longestComputing: number;
}

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Microseconds by the wall clock, and of the thread's processor time. */
  dur?: number;
  tdur?: number;
}

const MARK = 'bench-main-thread';

/** Records every task of the page's main thread while `run` goes on. */
export async function watchMainThread<T>(
  browser: Browser,
  page: Page,
  run: () => Promise<T>,
): Promise<{ result: T; thread: MainThread }> {
  await browser.startTracing(page, {
    categories: ['disabled-by-default-devtools.timeline', 'toplevel', 'blink.user_timing'],
  });
  // Which of the browser's threads is the page's.
  await page.evaluate(`performance.mark(${JSON.stringify(MARK)})`);
  const result = await run();
  const trace: { traceEvents: TraceEvent[] } = JSON.parse(String(await browser.stopTracing()));
  const mark = trace.traceEvents.find(({ name }) => name === MARK);
  if (mark === undefined) throw new Error('the trace does not know the page');
  const tasks = trace.traceEvents.filter(
    ({ name, pid, tid }) => name === 'RunTask' && pid === mark.pid && tid === mark.tid,
  );
  if (tasks.length === 0 || tasks.every(({ tdur }) => tdur === undefined)) throw new Error('the trace has no tasks');
  const wall = tasks.map(({ dur = 0 }) => dur / 1000);
  const computing = tasks.map(({ tdur = 0 }) => tdur / 1000);
  return {
    result,
    thread: {
      long: wall.filter((ms) => ms > LONG_MS).length,
      longComputing: computing.filter((ms) => ms > LONG_MS).length,
      longestComputing: round(computing.reduce((most, ms) => Math.max(most, ms), 0)),
    },
  };
}
