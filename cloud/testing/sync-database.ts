import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll } from 'vitest';
import { createDatabase } from './database.ts';
import { insertSampleOrganization, type SampleOrganization } from './sample-organization.ts';

export interface SampleDatabase {
  url: string;
  sql: Sql;
  /** Two organisations that know nothing of each other. */
  ours: SampleOrganization;
  theirs: SampleOrganization;
}

/** For a test file: a migrated database with the organisations `org_ours` and `org_theirs`, dropped at the end. */
export function sampleDatabase(): SampleDatabase {
  const database: Partial<SampleDatabase> = {};
  let drop: () => Promise<void> = async () => {};
  beforeAll(async () => {
    const created = await createDatabase();
    const sql = postgres(created.url, { max: 8, onnotice: () => {} });
    drop = async () => {
      await sql.end({ timeout: 1 });
      await created.drop();
    };
    database.url = created.url;
    database.sql = sql;
    database.ours = await insertSampleOrganization(sql, 'org_ours');
    database.theirs = await insertSampleOrganization(sql, 'org_theirs');
  });
  afterAll(() => drop());
  const ready = <Key extends keyof SampleDatabase>(key: Key): SampleDatabase[Key] => {
    const value = database[key];
    if (value === undefined) throw new Error('the database is there from beforeAll on');
    return value as SampleDatabase[Key];
  };
  return {
    get url() {
      return ready('url');
    },
    get sql() {
      return ready('sql');
    },
    get ours() {
      return ready('ours');
    },
    get theirs() {
      return ready('theirs');
    },
  };
}
