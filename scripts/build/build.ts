import { join } from 'node:path';
import { acquireProcessLock } from '../../electron/machine/process-lock.ts';
import { runStale } from './build-step.ts';
import { runApart } from './run-apart.ts';
import { electronSteps, pageSteps } from './steps.ts';

/** Longer than a whole build on a busy machine: a second start waits for the first one's build. */
const OTHER_BUILD_MS = 600_000;

/**
 * Builds what is stale into `dist/`. Two starts of the same checkout take turns, and the second finds nothing to do.
 * Answers the names of the steps that ran.
 */
export async function buildStale(
  root: string,
  options: { for: 'browser' | 'electron'; onRun: (name: string) => void },
): Promise<string[]> {
  const lock = await acquireProcessLock(join(root, 'dist/.build/lock'), AbortSignal.timeout(OTHER_BUILD_MS));
  try {
    const steps = options.for === 'browser' ? pageSteps(root) : [...pageSteps(root), ...electronSteps(root)];
    const apart = steps.map((step) => ({ ...step, run: () => runApart(root, step.name) }));
    return await runStale(root, apart, options.onRun);
  } finally {
    lock.release();
  }
}
