import type { CommandPayload, CommandResult } from '../../../shared/ipc/contract.ts';
import { EngineFailure } from '../engine-failure.ts';
import type { Identity } from '../identity/contract.ts';
import { storable } from '../plain-json.ts';
import type { Store } from '../store/contract.ts';
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
  /** Of the last attempt, once all but its commit was done. */
  let finished: Finished<CommandResult<C>> | null = null;
  const attempt = () =>
    store.transaction({ origin: 'user' }, async (tx) => {
      finished = null;
      const scope = new CommandScope(tx, who, name, at);
      const result = await command.run(scope, payload);
      finished = { result, waiting: scope.waiting, groupId: scope.context.groupId };
      return finished;
    });
  const { result, waiting } = await attempt().catch(async (error: unknown) => {
    // The database broke under this command and was replaced: the edit that met it is made on the new one.
    if (!(error instanceof StoreError) || error.code !== 'store-replaced') throw error;
    if (finished !== null && (await isCommitted(store, finished))) return finished;
    return attempt();
  });
  onCommitted(waiting, at.toISOString());
  return result;
}

interface Finished<Result> {
  result: Result;
  waiting: number;
  groupId: string;
}

/** Whether the commit was done though its answer never came. An edit folded into an older one shows no trace: to make it again changes nothing. */
async function isCommitted(store: Store, { groupId }: { groupId: string }): Promise<boolean> {
  const { rows } = await store.query<{ there: boolean }>(
    'select exists (select from outbox where group_id = $1::uuid) as there',
    [groupId],
  );
  return rows[0]?.there === true;
}

function badPayload(name: string, issues: { path: PropertyKey[]; message: string }[]): EngineFailure {
  const where = issues.map((issue) => `${issue.path.map(String).join('.') || 'payload'}: ${issue.message}`).join('; ');
  return new EngineFailure('bad-request', `Nothing was changed: ${name} cannot be done with this (${where}).`);
}
