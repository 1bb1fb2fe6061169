import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { WindowMemory } from './window-bounds.ts';

/** Null when there is none, or none that makes sense. */
export function readWindowMemory(file: string): WindowMemory | null {
  try {
    return WindowMemory.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? null;
  } catch {
    return null;
  }
}

/** Losing it costs a window in the middle of the screen, so a disk that cannot be written is no reason to fail. */
export function writeWindowMemory(file: string, memory: WindowMemory): void {
  try {
    writeFileSync(`${file}.new`, JSON.stringify(memory));
    renameSync(`${file}.new`, file);
  } catch {
    // See above.
  }
}
