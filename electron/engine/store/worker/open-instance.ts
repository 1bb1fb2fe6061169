import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { DurableNodeFS } from './durable-node-fs.ts';
import { startParameters } from './postgres-parameters.ts';
import { VALUE_PARSERS } from './value-parsers.ts';

/** Lines of Postgres' log kept for the message when it does not start. */
const LOG_LINES = 20;

export interface Instance {
  postgres: PGlite;
  /** Calls of fsync that have reached the host since the start. */
  syncs: () => number;
}

export class OpenError extends Error {
  override readonly name = 'OpenError';
  readonly log: string[];

  constructor(message: string, log: string[], cause?: unknown) {
    super(message, { cause });
    this.log = log;
  }
}

/** Opens the database in `directory`, which must hold one. Rejects with an OpenError that carries Postgres' own log. */
export async function openInstance(directory: string): Promise<Instance> {
  // Without this file PGlite would run initdb over whatever is there: an empty database in place of the user's.
  if (!existsSync(join(directory, 'PG_VERSION'))) throw new OpenError('the directory holds no database', []);
  const log: string[] = [];
  const fileSystem = new DurableNodeFS(directory);
  try {
    const postgres = await PGlite.create({
      fs: fileSystem,
      startParams: startParameters(),
      parsers: VALUE_PARSERS,
      onStderr: (line) => {
        log.push(line);
        if (log.length > LOG_LINES) log.shift();
        return false;
      },
    });
    return { postgres, syncs: () => fileSystem.syncs.files + fileSystem.syncs.directories };
  } catch (cause) {
    throw new OpenError(cause instanceof Error ? cause.message : String(cause), [...log], cause);
  }
}
