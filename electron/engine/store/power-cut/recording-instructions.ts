import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** `durable` is ours, `stock` is what PGlite ships: it shows what the harness catches. */
export type RecordedFiles = 'durable' | 'stock';

export interface RecordingInstructions {
  /** The file that everything written is recorded to; appended to. */
  journal: string;
  files: RecordedFiles;
}

/** Beside the database, since whoever opens a store gives its worker nothing but the directory. */
const FILE_NAME = 'recording.json';

/** Tells the recording worker what to do when it opens the database in `directory`; answers where that worker is. */
export function instructRecording(directory: string, instructions: RecordingInstructions): URL {
  writeFileSync(join(dirname(directory), FILE_NAME), JSON.stringify(instructions));
  return new URL('./recording-worker.ts', import.meta.url);
}

export function readInstructions(directory: string): RecordingInstructions {
  return JSON.parse(readFileSync(join(dirname(directory), FILE_NAME), 'utf8'));
}
