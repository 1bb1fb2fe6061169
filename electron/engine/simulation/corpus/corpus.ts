import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Schedule } from '../actions.ts';

/** A schedule that once broke a promise, as small as it could be made. */
export interface CorpusEntry {
  /** What went wrong, for whoever sees it fail again. */
  why: string;
  schedule: Schedule;
}

export interface NamedEntry extends CorpusEntry {
  name: string;
}

/** Schedules that found mistakes of ours. */
export const OWN_CORPUS = import.meta.dirname;

/** Schedules that catch the planted bugs; without the bug they keep every promise. */
export const CAUGHT_CORPUS = join(import.meta.dirname, '../planted-bugs/caught');

/** All entries of a folder, by name. */
export async function readCorpus(folder: string): Promise<NamedEntry[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (file): Promise<NamedEntry> => {
      const entry: CorpusEntry = JSON.parse(await readFile(join(folder, file), 'utf8'));
      return { name: basename(file, '.json'), ...entry };
    }),
  );
}

/** Keeps a failing schedule for every later run; answers the file. */
export async function addToCorpus(folder: string, { name, why, schedule }: NamedEntry): Promise<string> {
  const file = join(folder, `${name.replaceAll(/[^a-z0-9]+/gi, '-')}.json`);
  await writeFile(file, `${JSON.stringify({ why, schedule }, null, 2)}\n`);
  return file;
}
