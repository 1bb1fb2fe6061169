import postgres, { type ReservedSql, type Sql } from 'postgres';
import { statusOfError } from '../../../cloud/rest/status-of-error.ts';
import { asCaller, type Caller } from '../../../cloud/testing/as-caller.ts';

/** A call that waits for a row which a long transaction holds is answered soon, with lock_not_available. */
const LOCK_LIMIT_MS = 150;

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** The cloud's real functions on a real Postgres, called as REST calls them, without the HTTP between. */
export class SimulatedCloud {
  readonly sql: Sql;
  #held: ReservedSql | null = null;

  constructor(databaseUrl: string) {
    this.sql = postgres(databaseUrl, { max: 3, onnotice: () => {}, connection: { lock_timeout: LOCK_LIMIT_MS } });
  }

  /** `POST /rest/v1/rpc/<name>` of a caller whose token was accepted. */
  async call(caller: Caller, name: string, args: Record<string, unknown>): Promise<Answer> {
    const names = Object.keys(args);
    try {
      const data = await asCaller(this.sql, caller, async (tx) => {
        const list = names.map((key, index) => `${key} => ${placeholder(args[key], index + 1)}`).join(', ');
        const values = names.map((key) => asParameter(args[key]));
        const [row] = await tx.unsafe<{ answer: unknown }[]>(`select ${name}(${list}) as answer`, values);
        return row?.answer ?? null;
      });
      return answer(200, data);
    } catch (error) {
      if (!(error instanceof postgres.PostgresError)) throw error;
      const { code, message, hint, detail } = error;
      return answer(statusOfError(code), { code, message, hint: hint ?? null, details: detail ?? null });
    }
  }

  /** A transaction that stays open until `release`; one at a time. Answers false when one is open already. */
  async hold(work: (sql: Sql) => Promise<unknown>): Promise<boolean> {
    if (this.#held !== null) return false;
    const connection = await this.sql.reserve();
    await connection`begin`;
    try {
      await work(connection);
    } catch {
      // It waited for a row of another transaction, or there was nothing to write: it holds what it has.
      await connection`rollback`;
      await connection`begin`;
    }
    this.#held = connection;
    return true;
  }

  /** Answers whether what it wrote is there now. */
  async release(commit: boolean): Promise<boolean> {
    const connection = this.#held;
    this.#held = null;
    if (connection === null) return false;
    try {
      if (!commit) {
        await connection`rollback`;
        return false;
      }
      const { command } = await connection`commit`;
      // A commit of a failed transaction is a rollback, and says so.
      return command === 'COMMIT';
    } catch {
      // Deferred triggers run at the commit and may wait for a row in vain.
      return false;
    } finally {
      connection.release();
    }
  }

  async close(): Promise<void> {
    await this.release(false);
    await this.sql.end();
  }
}

function answer(status: number, data: unknown): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(data) };
}

/** JSON goes as text: the driver would make a JSON string of it. */
function placeholder(value: unknown, index: number): string {
  return typeof value === 'object' && value !== null ? `$${index}::text::jsonb` : `$${index}`;
}

function asParameter(value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'number' || typeof value === 'string' ? value : JSON.stringify(value);
}
