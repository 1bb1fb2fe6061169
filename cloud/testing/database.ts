import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';
import { TEMPLATE } from './database-template.ts';

export interface TestDatabase {
  /** Of the superuser. */
  url: string;
  drop(): Promise<void>;
}

/**
 * A database of its own on this run's Postgres 17 (started when first asked for): with the platform stand-ins and all cloud
 * migrations, or empty with `migrated: false`.
 */
export async function createDatabase(options: { migrated?: boolean } = {}): Promise<TestDatabase> {
  const { migrated = true } = options;
  const answer = await fetch(inject('postgresOnDemand'));
  const answered = await answer.text();
  if (!answer.ok) throw new Error(answered);

  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(answered, `create database ${name} template ${migrated ? TEMPLATE : 'template0'}`);
  const url = new URL(answered);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => administer(answered, `drop database if exists ${name} with (force)`) };
}

async function administer(url: string, statement: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}
