import { round } from '../../measure.ts';
import type { DevtoolsPage } from './devtools-page.ts';

/** In milliseconds: what the Long Tasks API calls long, too. */
const LONG_MS = 50;

/** What the page's main thread computed while something was done. */
export interface MainThread {
  /** Tasks that computed for more than 50 ms: what is left of them on a machine that does nothing else. */
  long: number;
  /** The longest of all, milliseconds of processor time. */
  longest: number;
}

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Microseconds of the thread's processor time. */
  tdur?: number;
}

const MARK = 'bench-main-thread';

/** Records every task of the page's main thread while `run` goes on, which makes each of them longer. */
export async function traceMainThread(page: DevtoolsPage, run: () => Promise<unknown>): Promise<MainThread> {
  const { session } = page;
  const trace: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }: { value: TraceEvent[] }) => void trace.push(...value));
  const complete = new Promise<void>((done) => session.on('Tracing.tracingComplete', () => done()));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['disabled-by-default-devtools.timeline', 'toplevel', 'blink.user_timing'] },
  });
  // Which of the browser's threads is the page's.
  await page.evaluate(`performance.mark(${JSON.stringify(MARK)})`);
  await run();
  await session.send('Tracing.end');
  await complete;
  const mark = trace.find(({ name }) => name === MARK);
  if (mark === undefined) throw new Error('the trace does not know the page');
  const tasks = trace.filter(({ name, pid, tid }) => name === 'RunTask' && pid === mark.pid && tid === mark.tid);
  if (tasks.length === 0 || tasks.every(({ tdur }) => tdur === undefined)) throw new Error('the trace has no tasks');
  const computing = tasks.map(({ tdur = 0 }) => tdur / 1000);
  return {
    long: computing.filter((ms) => ms > LONG_MS).length,
    longest: round(computing.reduce((most, ms) => Math.max(most, ms), 0)),
  };
}
