import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import postgres, { type Sql, type TransactionSql } from 'postgres';
import { COLUMNS, LARGE_TABLES, LargeRows, type LargeTable, MEMBERS, type Row } from './large-rows.ts';
import type { OrganizationSize } from './size.ts';

export const LARGE_ORGANIZATION = 'org_large';

/**
 * Rows of one transaction. An organisation of five years was not written in one: sync_pull walks along transaction numbers, and its
 * plans must not meet one number for everything.
 */
const BATCH: { readonly [table in LargeTable]: number } = {
  projects: 50,
  episodes: 1_000,
  blocks: 500,
  planning_notes: 2_000,
};

export interface LargeSeedOptions {
  size: OrganizationSize;
  organization?: string;
  now?: Date;
  onProgress?: (line: string) => void;
}

/**
 * Adds an organisation of that size to a migrated database, fast: rows go in by COPY and by one statement a kind, and triggers are
 * off, so what they would have kept (revisions, sums, versions) is written here. Nobody is poked. False when it is there already.
 */
export async function seedLarge(databaseUrl: string, options: LargeSeedOptions): Promise<boolean> {
  const { size, organization = LARGE_ORGANIZATION, now = new Date(), onProgress = () => undefined } = options;
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  try {
    const known = await sql`select from organizations where id = ${organization}`;
    if (known.length > 0) return false;
    await sql`set session_replication_role = replica`;
    await runQuery(sql, 'people', [organization, [...MEMBERS]]);
    const rows = new LargeRows(organization, size, now);
    for (const table of LARGE_TABLES) {
      onProgress(`${table}…`);
      await copyTable(sql, organization, table, rows.rows(table));
    }
    const people = [...MEMBERS];
    const statements: [string, (string | number | string[])[]][] = [
      ['episode_words', [organization]],
      ['versions', [organization]],
      ['jobs', [organization]],
      ['usage', [organization, size.usage, now.toISOString()]],
      ['usage_daily', [organization]],
      ['events', [organization, size.events, now.toISOString(), people]],
      ['audit', [organization, size.audit, now.toISOString(), people]],
    ];
    for (const [name, parameters] of statements) {
      onProgress(`${name.replace('_', ' ')}…`);
      await runQuery(sql, name, parameters);
    }
    // A bulk load leaves no statistics and no visibility map: plans would be those of empty tables.
    await sql`vacuum analyze`;
    return true;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function runQuery(sql: Sql, name: string, parameters: (string | number | string[])[]): Promise<void> {
  const statement = await readFile(join(import.meta.dirname, `queries/${name}.sql`), 'utf8');
  await sql.unsafe(statement, parameters);
}

async function copyTable(sql: Sql, organization: string, table: LargeTable, rows: Iterable<Row>): Promise<void> {
  let batch: Row[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH[table]) continue;
    await copyBatch(sql, organization, table, batch);
    batch = [];
  }
  if (batch.length > 0) await copyBatch(sql, organization, table, batch);
}

async function copyBatch(sql: Sql, organization: string, table: LargeTable, rows: readonly Row[]): Promise<void> {
  await sql.begin(async (transaction: TransactionSql) => {
    const [current] = await transaction<{ txid: string }[]>`select pg_current_xact_id()::text as txid`;
    const columns = [...COLUMNS[table], 'organization_id', 'updated_at', 'rev', 'txid'].join(', ');
    const names: readonly string[] = COLUMNS[table];
    const created = names.indexOf('created_at');
    const stream = await transaction.unsafe(`copy ${table} (${columns}) from stdin`).writable();
    const ended = once(stream, 'finish');
    for (const row of rows) {
      const line = [...row, organization, row[created] ?? null, 1, current?.txid ?? ''].map(copyText).join('\t');
      if (!stream.write(`${line}\n`)) await once(stream, 'drain');
    }
    stream.end();
    await ended;
  });
}

const ESCAPES: { readonly [character: string]: string } = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A value in the text format of COPY. */
function copyText(value: string | number | null): string {
  if (value === null) return '\\N';
  return String(value).replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character);
}
