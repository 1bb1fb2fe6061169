import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sql } from 'postgres';

/** Makes the peer's table in the database of this run. */
export async function createPeerTable(sql: Sql): Promise<void> {
  await sql.unsafe(await readFile(join(import.meta.dirname, 'peer-table.sql'), 'utf8'));
}

/** The peer's table holds as many rows as the organisation has, of the same text. */
export async function insertPeerRows(sql: Sql, organization: string): Promise<void> {
  await sql`delete from rxdb_blocks`;
  await sql`
    insert into rxdb_blocks (id, organization_id, episode_id, title, content, position, word_count)
    select id::text, organization_id, episode_id::text, title, content, position, word_count from blocks
    where organization_id = ${organization}`;
  await sql`
    insert into rxdb_blocks (id, organization_id, episode_id, title, content)
    select id::text, organization_id, id::text, title, summary from episodes where organization_id = ${organization}`;
  await sql`vacuum analyze rxdb_blocks`;
}
