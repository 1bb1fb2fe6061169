import postgres from 'postgres';
import { readDemoCloud } from './demo-cloud.ts';

/** A connection to the demo cloud's database, as n8n or a person with an SQL editor has one. */
export async function openDemoDatabase(data: string): Promise<postgres.Sql> {
  const { databaseUrl } = await readDemoCloud(data);
  return postgres(databaseUrl, { max: 1, onnotice: () => {} });
}
