import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileDurably } from './durable-files.ts';
import { namingFile } from './naming-file.ts';
import { StoreError } from './store-error.ts';

/** What must be known of a database before it is opened: a foreign major fails with an opaque error inside PGlite. */
const storeMeta = z.object({
  format: z.literal(1),
  /** Version of PGlite that made or last opened it. */
  pglite: z.string(),
  /** Major version of Postgres, as in PG_VERSION. */
  postgres: z.int(),
  /** Version of the last migration in it. */
  schema: z.string(),
  created_at: z.string(),
  /** Rows of the cloud that were in it for sure, when that was last known; a store with far fewer has lost some. */
  rows: z.int().exactOptional(),
});
export type StoreMeta = z.infer<typeof storeMeta>;

const FILE = 'meta.json';

/** The meta.json of a folder, or null when there is none. Throws `store-damaged` when it cannot be read as one. */
export async function readMeta(folder: string): Promise<StoreMeta | null> {
  let text: string;
  try {
    text = await readFile(join(folder, FILE), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw namingFile(error, join(folder, FILE));
  }
  try {
    return storeMeta.parse(JSON.parse(text));
  } catch (cause) {
    throw new StoreError('store-damaged', 'The description of the local database (meta.json) cannot be read.', {
      cause,
    });
  }
}

/** Replaces the meta.json of a folder durably. */
export async function writeMeta(folder: string, meta: StoreMeta): Promise<void> {
  await writeFileDurably(join(folder, FILE), `${JSON.stringify(meta, null, 2)}\n`);
}
