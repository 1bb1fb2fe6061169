import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import type {
  ChecksumAnswer,
  JsonRow,
  Mutation,
  MutationResult,
  PullAnswer,
  PullChange,
  PullCursor,
} from '../../shared/sync/protocol.ts';
import { asCaller, type Caller } from './as-caller.ts';

/** The three sync functions as a desk of `caller` calls them. */
export interface SyncCaller {
  clientId: string;
  pull(cursor: PullCursor | null, limit?: number): Promise<PullAnswer>;
  /** Pulls until there is no more. */
  pullAll(cursor: PullCursor | null, limit?: number): Promise<{ cursor: PullCursor; changes: PullChange[] }>;
  push(mutations: unknown): Promise<MutationResult[]>;
  checksum(table: string): Promise<ChecksumAnswer>;
}

export function syncCaller(sql: Sql, caller: Caller, clientId: string = randomUUID()): SyncCaller {
  const pull = (cursor: PullCursor | null, limit = 1000): Promise<PullAnswer> =>
    asCaller(sql, caller, async (t) => {
      const [row] = await t<{ answer: PullAnswer }[]>`
        select sync_pull(${cursor === null ? null : t.json(cursor)}, ${limit}) as answer`;
      return present(row).answer;
    });
  return {
    clientId,
    pull,
    async pullAll(cursor, limit) {
      const changes: PullChange[] = [];
      let at = cursor;
      for (;;) {
        const answer = await pull(at, limit);
        changes.push(...answer.changes);
        at = answer.cursor;
        if (!answer.more) return { cursor: at, changes };
      }
    },
    push: (mutations) =>
      asCaller(sql, caller, async (t) => {
        const [row] = await t<{ answer: MutationResult[] }[]>`
          select sync_push(${clientId}, ${JSON.stringify(mutations)}::text::jsonb) as answer`;
        return present(row).answer;
      }),
    checksum: (table) =>
      asCaller(sql, caller, async (t) => {
        const [row] = await t<{ answer: ChecksumAnswer }[]>`select sync_checksum(${table}) as answer`;
        return present(row).answer;
      }),
  };
}

export function insertion(table: Mutation['table'], patch: JsonRow, id: string = randomUUID()): Mutation {
  return { mutation_id: randomUUID(), table, op: 'insert', id, base_rev: 0, patch };
}

export function update(table: Mutation['table'], id: string, baseRev: number, patch: JsonRow): Mutation {
  return { mutation_id: randomUUID(), table, op: 'update', id, base_rev: baseRev, patch };
}

export function deletion(table: Mutation['table'], id: string, baseRev: number): Mutation {
  return { mutation_id: randomUUID(), table, op: 'delete', id, base_rev: baseRev, patch: {} };
}

/** The first of something that must be there. */
export function present<T>(value: T | undefined | null): T {
  if (value === undefined || value === null) throw new Error('expected a value');
  return value;
}
