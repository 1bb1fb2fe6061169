import { strToU8, Zip, ZipDeflate } from 'fflate';
import { EXPORT_PAGE } from '../../../shared/ipc/desk-requests.ts';
import { type JsonRow, SYNCED_TABLES, type SyncedTable } from '../../../shared/sync/protocol.ts';
import { EXPORT_FORMAT, EXPORT_VERSION, MANIFEST, type Manifest, tableFile } from './export-format.ts';
import { textFiles } from './text-files.ts';

export interface ExportSources {
  readPage(table: SyncedTable, after: string | null): Promise<JsonRow[]>;
  readUnsent(): Promise<unknown[]>;
  organization: { id: string; name: string };
  user: { id: string; name: string };
  now: Date;
  onProgress(rows: number): void;
}

/** Everything of the organisation that is on this machine, as one ZIP file in an open format (docs/export-format.md). */
export async function buildExport(sources: ExportSources): Promise<Uint8Array<ArrayBuffer>[]> {
  const zip = new ZipFile();
  const counts: Manifest['tables'] = {};
  const kept: { [table: string]: JsonRow[] } = {};
  let rows = 0;
  for (const table of SYNCED_TABLES) {
    const all = await readTable(sources, table, () => {
      rows += 1;
      if (rows % EXPORT_PAGE === 0) sources.onProgress(rows);
    });
    counts[table] = all.length;
    zip.add(tableFile(table), JSON.stringify(all, null, 1));
    if (table === 'projects' || table === 'episodes' || table === 'blocks') kept[table] = all;
  }
  const { projects = [], episodes = [], blocks = [] } = kept;
  for (const { name, text } of textFiles({ projects, episodes, blocks })) zip.add(name, text);
  const unsent = await sources.readUnsent();
  zip.add('unsent.json', JSON.stringify(unsent, null, 1));
  const manifest: Manifest = {
    format: EXPORT_FORMAT,
    version: EXPORT_VERSION,
    made_at: sources.now.toISOString(),
    organization: sources.organization,
    made_by: sources.user,
    tables: counts,
    unsent: unsent.length,
  };
  zip.add(MANIFEST, JSON.stringify(manifest, null, 2));
  return zip.end();
}

async function readTable(sources: ExportSources, table: SyncedTable, onRow: () => void): Promise<JsonRow[]> {
  const all: JsonRow[] = [];
  for (let after: string | null = null; ; ) {
    const page = await sources.readPage(table, after);
    for (const row of page) {
      all.push(row);
      onRow();
    }
    const last = page.at(-1)?.id;
    if (page.length < EXPORT_PAGE || typeof last !== 'string') return all;
    after = last;
  }
}

/** Files one after another, each compressed as it comes. */
class ZipFile {
  readonly #parts: Uint8Array<ArrayBuffer>[] = [];
  #error: Error | null = null;
  readonly #zip = new Zip((error, part) => {
    if (error !== null) this.#error = error;
    else this.#parts.push(new Uint8Array(part));
  });

  add(name: string, text: string): void {
    const file = new ZipDeflate(name, { level: 6 });
    this.#zip.add(file);
    file.push(strToU8(text), true);
  }

  end(): Uint8Array<ArrayBuffer>[] {
    this.#zip.end();
    if (this.#error !== null) throw this.#error;
    return this.#parts;
  }
}
