import type { CommandPayload, CommandResult } from '../../../shared/ipc/contract.ts';
import { EngineFailure } from '../engine-failure.ts';
import type { Identity } from '../identity/contract.ts';
import type { Store } from '../store/contract.ts';
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
  const parsed = command.payload.safeParse(payload);
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
  const { result, waiting } = await store.transaction({ origin: 'user' }, async (tx) => {
    const scope = new CommandScope(tx, who, name, at);
    const result = await command.run(scope, payload);
    return { result, waiting: scope.waiting };
  });
  onCommitted(waiting, at.toISOString());
  return result;
}

function badPayload(name: string, issues: { path: PropertyKey[]; message: string }[]): EngineFailure {
  const where = issues.map((issue) => `${issue.path.map(String).join('.') || 'payload'}: ${issue.message}`).join('; ');
  return new EngineFailure('bad-request', `Nothing was changed: ${name} cannot be done with this (${where}).`);
}
