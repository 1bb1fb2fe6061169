import { round } from '../../measure.ts';
import type { DevtoolsPage } from './devtools-page.ts';

export interface LongTasks {
  /** Tasks of the page's main thread that took more than 50 ms by the clock, waiting for a processor included. */
  count: number;
  /** Milliseconds; 0 without any. */
  longest: number;
}

/** What the browser itself reports (Long Tasks API, w3c.github.io/longtasks): that costs nothing, where a trace of every task costs a third. */
const WATCH = `
  globalThis.benchLongTasks = [];
  new PerformanceObserver((list) => benchLongTasks.push(...list.getEntries().map(({ duration }) => duration)))
    .observe({ type: 'longtask' });
`;
/** A report comes after its task, in a task of its own. In milliseconds. */
const REPORTED_MS = 200;

export async function watchLongTasks(page: DevtoolsPage): Promise<void> {
  await page.evaluate(WATCH);
}

/** Those since the last time. */
export async function takeLongTasks(page: DevtoolsPage): Promise<LongTasks> {
  const durations = await page.evaluate<number[]>(
    `new Promise((done) => setTimeout(() => done(benchLongTasks.splice(0)), ${REPORTED_MS}))`,
  );
  return { count: durations.length, longest: round(Math.max(0, ...durations)) };
}
