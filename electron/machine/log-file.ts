import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import log from 'electron-log/node.js';
import { redact } from './redact.ts';

/** Of one file; with the one before it kept, a log takes at most twice as much. */
const LARGEST_FILE_BYTES = 1024 * 1024;

export interface LogFile {
  /** One line, redacted. Never throws: a log that cannot be written is no reason to stop. */
  write(line: string): void;
  /** The last characters of what was written, oldest first. */
  tail(characters: number): string;
  folder: string;
}

/** The log of this process: `<folder>/<name>.log`, and `<name>.old.log` before it. */
export function openLogFile(folder: string, name: string): LogFile {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${name}.log`);
  const logger = log.create({ logId: path });
  logger.transports.console.level = false;
  logger.transports.file.resolvePathFn = () => path;
  logger.transports.file.maxSize = LARGEST_FILE_BYTES;
  logger.transports.file.format = '{iso} {text}';
  logger.transports.file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  const old = join(folder, `${name}.old.log`);
  return {
    folder,
    write: (line) => logger.info(redact(line)),
    tail: (characters) => `${textOf(old)}${textOf(path)}`.slice(-characters),
  };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // Not there yet, or taken away by a person.
    return '';
  }
}
