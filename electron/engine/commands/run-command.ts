import type { CommandPayload, CommandResult } from '../../../shared/ipc/contract.ts';
import { EngineFailure } from '../engine-failure.ts';
import type { Identity } from '../identity/contract.ts';
import { storable } from '../plain-json.ts';
import type { Store, Transaction } from '../store/contract.ts';
import { StoreError } from '../store/store-error.ts';
import { CommandScope, type StoreCommand } from './command.ts';
import { STORE_COMMANDS, type StoreCommandName } from './registry.ts';

export interface CommandEnvironment {
  store: Store;
  identity: Identity;
  now: () => Date;
  /** Called after the commit and before the command is acknowledged. */
  onCommitted: (added: number, at: string) => void;
}

/** Checks the payload, runs the command in one durable transaction, and answers once it is on the disk. */
export async function runStoreCommand<C extends StoreCommandName>(
  environment: CommandEnvironment,
  name: C,
  payload: unknown,
): Promise<CommandResult<C>> {
  const command: StoreCommand<C> = STORE_COMMANDS[name];
  const parsed = command.payload.safeParse(storable(payload));
  if (!parsed.success) throw badPayload(name, parsed.error.issues);
  return commit(environment, name, command, parsed.data);
}

async function commit<C extends StoreCommandName>(
  { store, identity, now, onCommitted }: CommandEnvironment,
  name: C,
  command: StoreCommand<C>,
  payload: CommandPayload<C>,
): Promise<CommandResult<C>> {
  const at = now();
  const who = { userId: identity.user.id, organizationId: identity.organization.id };
  /** Of the first attempt, once all but its commit was done. */
  let finished: Finished<CommandResult<C>> | null = null;
  const attempt = (before: Finished<CommandResult<C>> | null) =>
    store.transaction({ origin: 'user' }, async (tx) => {
      if (before !== null && (await isCommitted(tx, before.groupId))) return before;
      const scope = new CommandScope(tx, who, name, at);
      const result = await command.run(scope, payload);
      const { groupId } = scope.context;
      // An entry that was added names its command.
      if (scope.added === 0 && !isHarmlessAgain(name, result)) await markCommitted(tx, groupId);
      finished = { result, waiting: scope.waiting, groupId };
      return finished;
    });
  const { result, waiting } = await attempt(null).catch((error: unknown) => {
    // The database broke under this command and was replaced: the edit that met it is made on the new one, unless its commit was
    // done and only the answer, or the flush that several commits share, never came.
    if (!(error instanceof StoreError) || error.code !== 'store-replaced') throw error;
    return attempt(finished);
  });
  onCommitted(waiting, at.toISOString());
  return result;
}

interface Finished<Result> {
  result: Result;
  waiting: number;
  groupId: string;
}

/** More than share one flush (local-store.ts), and are retried together when it fails. */
const MARKS = 256;
let nextMark = 0;

/** For what the outbox does not show, in the transaction of the command itself: an edit that was folded into an older one, or a write elsewhere. */
async function markCommitted(tx: Transaction, groupId: string): Promise<void> {
  nextMark = (nextMark + 1) % MARKS;
  await tx.query(
    'insert into sync_state (key, value) values ($1, to_jsonb($2::text)) on conflict (key) do update set value = excluded.value',
    [`committed.${nextMark}`, groupId],
  );
}

async function isCommitted(tx: Transaction, groupId: string): Promise<boolean> {
  const { rows } = await tx.query<{ there: boolean }>(
    `select exists (select from sync_state where key like 'committed.%' and value = to_jsonb($1::text))
       or exists (select from outbox where group_id = $1::uuid) as there`,
    [groupId],
  );
  return rows[0]?.there === true;
}

/** Typing that met nobody else's: made again on its own outcome it changes nothing, and a keystroke does not pay for a mark. */
function isHarmlessAgain(name: StoreCommandName, result: CommandResult<StoreCommandName>): boolean {
  return name === 'block.edit' && 'merged' in result && result.merged === false;
}

function badPayload(name: string, issues: { path: PropertyKey[]; message: string }[]): EngineFailure {
  const where = issues.map((issue) => `${issue.path.map(String).join('.') || 'payload'}: ${issue.message}`).join('; ');
  return new EngineFailure('bad-request', `Nothing was changed: ${name} cannot be done with this (${where}).`);
}
