import type { SuiteResult } from '../report.ts';
import { queueThroughput } from './generation/queue-throughput.ts';
import { reportToScreen } from './generation/report-to-screen.ts';

/** The queue under many workers on a real Postgres, and the way of a worker's report to the screen of an open app. */
export async function benchGeneration(): Promise<SuiteResult> {
  const figures = await reportToScreen();
  const queue = await queueThroughput();
  return { suite: 'generation', figures: [...figures, ...queue.figures], counts: queue.counts };
}
