import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { round, type Timing } from './measure.ts';

/** One line of a suite: what was measured beside the bare operation of the same run. */
export interface Figure {
  name: string;
  measured: Timing;
  /** The peer: the least work that could do the same. */
  bare?: { name: string; timing: Timing };
  /** The ratio that is wanted at most. */
  goal?: number;
}

/** What was counted and not timed. */
export interface Count {
  name: string;
  measured: number;
  /** What the peer came to, given the same. */
  peer?: { name: string; count: number };
  /** What is wanted at most. */
  goal?: number;
}

export interface SuiteResult {
  suite: string;
  /** How much of what the suite is about was there; absent for all of it. Only whole runs are kept. */
  part?: number;
  figures: Figure[];
  counts?: Count[];
}

/** Writes `bench/results/<suite>.json` and prints a table for people. */
export async function report({ suite, part = 1, figures, counts = [] }: SuiteResult): Promise<void> {
  const rows = figures.map((figure) => ({
    ...figure,
    ratio: figure.bare === undefined ? null : round(figure.measured.p50_ms / figure.bare.timing.p50_ms),
  }));
  const directory = join(import.meta.dirname, 'results');
  await mkdir(directory, { recursive: true });
  const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version };
  const result = { suite, at: new Date().toISOString(), machine, figures: rows, ...(counts.length > 0 && { counts }) };
  if (part === 1) await writeFile(join(directory, `${suite}.json`), `${JSON.stringify(result, null, 2)}\n`);
  console.log(`\n${suite}${part === 1 ? '' : `, ${part} of it (not kept)`}`);
  if (rows.length > 0)
    console.table(
      Object.fromEntries(
        rows.map((row) => [
          row.name,
          {
            'p50 ms': row.measured.p50_ms,
            'p95 ms': row.measured.p95_ms,
            spread: row.measured.spread,
            against: row.bare?.name ?? '',
            'its p50 ms': row.bare?.timing.p50_ms ?? '',
            ratio: row.ratio ?? '',
            goal: row.goal === undefined ? '' : `≤ ${row.goal}${(row.ratio ?? 0) > row.goal ? ' missed' : ''}`,
          },
        ]),
      ),
    );
  if (counts.length === 0) return;
  console.table(
    Object.fromEntries(
      counts.map(({ name, measured, peer, goal }) => [
        name,
        {
          count: measured,
          against: peer?.name ?? '',
          'its count': peer?.count ?? '',
          goal: goal === undefined ? '' : `≤ ${goal}${measured > goal ? ' missed' : ''}`,
        },
      ]),
    ),
  );
}
