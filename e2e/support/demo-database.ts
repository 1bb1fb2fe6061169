import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';

/** A connection to the demo cloud's database, as n8n or a person with an SQL editor has one. */
export async function openDemoDatabase(data: string): Promise<postgres.Sql> {
  const record: { databaseUrl: string } = JSON.parse(await readFile(join(data, 'demo-cloud/cloud.json'), 'utf8'));
  return postgres(record.databaseUrl, { max: 1, onnotice: () => {} });
}
