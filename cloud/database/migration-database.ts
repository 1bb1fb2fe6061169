import type { PGliteInterface } from '@electric-sql/pglite';
import type { ReservedSql } from 'postgres';

/** One session of a database, as far as migrating needs it. Locks and transactions live in it. */
export interface MigrationDatabase {
  /** Runs one or more statements without parameters. */
  run(sql: string): Promise<void>;
  /** Runs one statement; parameters are sent as text or text arrays. */
  query<Row extends object>(sql: string, parameters?: (string | string[])[]): Promise<Row[]>;
}

/** A reserved connection (`await sql.reserve()`), so that everything happens in one session. */
export function postgresSession(connection: ReservedSql): MigrationDatabase {
  return {
    async run(sql) {
      await connection.unsafe(sql).simple();
    },
    async query<Row extends object>(sql: string, parameters: (string | string[])[] = []) {
      const rows = await connection.unsafe<Row[]>(sql, parameters);
      return [...rows];
    },
  };
}

export function pgliteSession(database: PGliteInterface): MigrationDatabase {
  return {
    async run(sql) {
      await database.exec(sql);
    },
    async query<Row extends object>(sql: string, parameters: (string | string[])[] = []) {
      return (await database.query<Row>(sql, parameters)).rows;
    },
  };
}
