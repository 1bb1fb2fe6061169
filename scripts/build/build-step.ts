import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashInputs } from './input-hash.ts';

export interface BuildStep {
  name: string;
  /** Files and folders whose content decides whether the result is stale, relative to the repository. */
  inputs: string[];
  /** A file that exists once the step has run. */
  output: string;
  run(): Promise<void>;
}

/** The lock file stands for all packages; the Node that runs a step may change its result too. */
const EVERY_STEP = ['package-lock.json', 'tsconfig.base.json'];

/** Runs the steps whose inputs have changed since they last ran; answers their names, as `onRun` hears them before. */
export async function runStale(root: string, steps: BuildStep[], onRun: (name: string) => void): Promise<string[]> {
  const marks = join(root, 'dist', '.build');
  await mkdir(marks, { recursive: true });
  const ran: string[] = [];
  for (const step of steps) {
    const mark = join(marks, `${step.name}.sha256`);
    const hash = await hashInputs(root, [...EVERY_STEP, ...step.inputs]);
    const last = await readFile(mark, 'utf8').catch(() => '');
    if (last === hash && existsSync(join(root, step.output))) continue;
    onRun(step.name);
    // A run that breaks off leaves a part of its result, which must not pass for that of the inputs it was last made of.
    await rm(mark, { force: true });
    await step.run();
    await writeFile(mark, hash);
    ran.push(step.name);
  }
  return ran;
}
