import { z } from 'zod';
import { type DeskAnswer, type DeskRequestName, EXPORT_PAGE } from '../../../shared/ipc/desk-requests.ts';
import { type JsonRow, SYNCED_TABLES } from '../../../shared/sync/protocol.ts';
import { EngineFailure } from '../engine-failure.ts';
import type { Backups } from '../recovery/backups.ts';
import type { Store } from '../store/contract.ts';

export interface DeskScope {
  store: Store;
  /** Null for a store that keeps none (the simulation's). */
  backups: Backups | null;
  /** Closes the engine and opens it again; null where the host cannot. */
  reopen: (() => void) | null;
}

interface Handler<R extends DeskRequestName> {
  params: z.ZodType;
  answer(scope: DeskScope, params: never): Promise<DeskAnswer<R>>;
}

const nothing = z.strictObject({});
const restore = z.strictObject({ id: z.string() });
const rows = z.strictObject({ table: z.enum(SYNCED_TABLES), after: z.string().nullable() });

const HANDLERS: { readonly [R in DeskRequestName]: Handler<R> } = {
  'backups.list': { params: nothing, answer: (scope) => backupsOf(scope).list() },
  'backups.make': { params: nothing, answer: (scope) => backupsOf(scope).make() },
  'backups.restore': {
    params: restore,
    async answer(scope, { id }: z.infer<typeof restore>) {
      if (scope.reopen === null) {
        throw new EngineFailure('refused', 'A backup cannot be restored here. Nothing was changed.');
      }
      await backupsOf(scope).chooseForNextStart(id);
      scope.reopen();
      return { done: true };
    },
  },
  'export.rows': {
    params: rows,
    async answer({ store }, { table, after }: z.infer<typeof rows>) {
      // The name is one of a fixed list.
      const { rows: page } = await store.query<{ row: JsonRow }>(
        `select to_jsonb(t) as row from ${table} t where $1::text is null or t.id::text > $1::text order by t.id::text limit $2::int`,
        [after, EXPORT_PAGE],
      );
      return page.map(({ row }) => row);
    },
  },
};

/** Answers what a page asks of this machine; the name came over the port. */
export async function answerDeskRequest(scope: DeskScope, name: string, params: unknown): Promise<unknown> {
  if (!isDeskRequest(name)) throw new EngineFailure('bad-request', `There is no request ${name}.`);
  const handler = HANDLERS[name];
  const parsed = handler.params.safeParse(params);
  if (!parsed.success) throw new EngineFailure('bad-request', 'Nothing was done: the request does not fit.');
  return handler.answer(scope, parsed.data as never);
}

function isDeskRequest(name: string): name is DeskRequestName {
  return Object.hasOwn(HANDLERS, name);
}

function backupsOf({ backups }: DeskScope): Backups {
  if (backups === null) throw new EngineFailure('refused', 'There are no backups of this store.');
  return backups;
}
