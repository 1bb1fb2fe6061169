import { statSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { systemTimers } from '../timers.ts';
import { WorkerClient } from '../worker-client.ts';
import { readJournal } from './journal.ts';
import { instructRecording, type RecordedFiles } from './recording-instructions.ts';
import { type CutModel, SimulatedDisk } from './simulated-disk.ts';

/** Generous: a cut database recovers on a machine that may be busy with other tests. */
const LIMIT_MS = 60_000;

/** Edits between two checkpoints, so that cuts fall before, in and after some. */
const CHECKPOINT_EVERY = 60;

export interface PowerCutOptions {
  files: RecordedFiles;
  /** Template to start from; see buildTemplate. */
  templateDir: string;
  /** Scratch folder, empty. */
  workDir: string;
  edits: number;
  cuts: { model: CutModel /** Where in the recording, 0 to 1. */; at: number }[];
  /** Source of chance, 0 to below 1; give a seeded one. */
  random: () => number;
}

export type CutOutcome =
  | { outcome: 'whole'; model: CutModel; acknowledged: number; present: number }
  | { outcome: 'does-not-open' | 'corrupt' | 'lost-acknowledged' | 'torn-apart'; model: CutModel; detail: string };

/**
 * Writes edits to a database while everything that reaches the host is recorded, then for each cut rebuilds what a disk could hold
 * at that moment, opens it and asks whether every edit acknowledged by then is there with its outbox entry. Answers in the order of
 * the moments.
 */
export async function simulatePowerCuts(options: PowerCutOptions): Promise<CutOutcome[]> {
  const directory = join(options.workDir, 'recorded');
  const journal = join(options.workDir, 'journal');
  await cp(join(options.templateDir, 'pgdata'), directory, { recursive: true });
  const before = join(options.workDir, 'before');
  await cp(directory, before, { recursive: true });
  const acknowledgements = await writeEdits(directory, journal, options);

  const entries = readJournal(journal);
  const outcomes: CutOutcome[] = [];
  const disk = await SimulatedDisk.load(before);
  let applied = 0;
  for (const { model, at } of options.cuts.toSorted((a, b) => a.at - b.at)) {
    const count = Math.round(at * entries.length);
    for (const { operation } of entries.slice(applied, count)) disk.apply(operation);
    applied = count;
    const moment = entries[count - 1]?.end ?? 0;
    const acknowledged = acknowledgements.filter((end) => end <= moment).length;
    const state = join(options.workDir, 'state');
    await disk.cut(state, model, options.random);
    outcomes.push(await judge(state, model, acknowledged));
  }
  return outcomes;
}

/** Answers, for each edit in order, how long the journal was when it had been acknowledged. */
async function writeEdits(directory: string, journal: string, options: PowerCutOptions): Promise<number[]> {
  const workerUrl = instructRecording(directory, { journal, files: options.files });
  const client = await WorkerClient.open({ directory, workerUrl, timers: systemTimers });
  const acknowledgements: number[] = [];
  try {
    const statement = (sql: string, params: number[], begin: 'user' | null) =>
      client.request({ kind: 'statement', sql, params, begin }, LIMIT_MS);
    for (let n = 0; n < options.edits; n += 1) {
      await statement(EDIT, [n], 'user');
      await statement(OUTBOX, [n], null);
      await client.request({ kind: 'commit', durable: true }, LIMIT_MS);
      acknowledgements.push(statSync(journal).size);
      if (n % CHECKPOINT_EVERY === CHECKPOINT_EVERY - 1)
        await client.request({ kind: 'script', sql: 'checkpoint' }, LIMIT_MS);
    }
  } finally {
    // As the power does: no close.
    await client.terminate();
  }
  return acknowledgements;
}

async function judge(directory: string, model: CutModel, acknowledged: number): Promise<CutOutcome> {
  const workerUrl = new URL('../worker/main.ts', import.meta.url);
  // As openStore does: an empty one, which a cut can leave, is no damage.
  await rm(join(directory, 'postmaster.pid'), { force: true });
  const opened = await WorkerClient.open({ directory, workerUrl, timers: systemTimers }).catch((error: Error) => error);
  if (opened instanceof Error) return { outcome: 'does-not-open', model, detail: String(opened.cause) };
  try {
    const { rows } = await opened.request({ kind: 'statement', sql: FOUND, params: [], begin: null }, LIMIT_MS);
    const [found] = rows as { written: number[]; outbox: number[]; by_index: number }[];
    if (!found) return { outcome: 'corrupt', model, detail: 'no answer' };
    const written = new Set(found.written);
    if (found.written.length !== written.size || found.by_index !== written.size) {
      return { outcome: 'corrupt', model, detail: `${found.written.length} rows, ${found.by_index} in the index` };
    }
    const lost = Array.from({ length: acknowledged }, (_, n) => n).filter((n) => !written.has(n));
    if (lost.length > 0) return { outcome: 'lost-acknowledged', model, detail: `${lost.length} of ${acknowledged}` };
    if (found.outbox.length !== written.size || !found.outbox.every((n) => written.has(n))) {
      return { outcome: 'torn-apart', model, detail: 'edits and outbox differ' };
    }
    return { outcome: 'whole', model, acknowledged, present: written.size };
  } catch (error) {
    return { outcome: 'corrupt', model, detail: error instanceof Error ? error.message : String(error) };
  } finally {
    await opened.terminate();
  }
}

// Values of 3 kB so that pages and WAL segments are crossed often.
const EDIT = `
  insert into sync_state (key, value)
  values ('edit ' || $1::int, jsonb_build_object('n', $1::int, 'text', (select string_agg(md5(g::text), '') from generate_series($1::int, $1::int + 90) g)))`;
const OUTBOX = `
  insert into outbox (mutation_id, group_id, command, table_name, row_id, op)
  values (gen_random_uuid(), gen_random_uuid(), 'edit', 'sync_state', $1::int, 'insert')`;
const FOUND = `
  with heap as materialized (select (value ->> 'n')::int as n, key, length(value::text) as size from sync_state where key like 'edit %')
  select coalesce((select json_agg(n) from heap where size > 2000), '[]') as written,
    coalesce((select json_agg(row_id::int) from outbox), '[]') as outbox,
    (select count(*) from heap h where exists (select from sync_state s where s.key = h.key)) as by_index`;
