import { v7 as uuidv7 } from 'uuid';
import type { ZodType } from 'zod';
import type { CommandName, CommandPayload, CommandResult } from '../../../shared/ipc/contract.ts';
import type { JsonRow, SyncedTable } from '../../../shared/sync/protocol.ts';
import { type Edit, type EditContext, recordEdit } from '../outbox/record-edit.ts';
import type { Transaction } from '../store/contract.ts';

/** What a command may do with the store: everything in one durable transaction, its edits in one group. */
export class CommandScope {
  readonly tx: Transaction;
  readonly context: EditContext;
  /** Entries that wait since this command; edits folded into a waiting entry add none. */
  waiting = 0;
  /** Entries in the outbox that name this command. */
  added = 0;

  constructor(tx: Transaction, who: { userId: string; organizationId: string }, command: CommandName, at: Date) {
    this.tx = tx;
    this.context = { ...who, command, at, groupId: uuidv7() };
  }

  async insert(table: SyncedTable, id: string, patch: JsonRow): Promise<void> {
    await this.#record({ table, id, op: 'insert', patch });
  }

  async update(table: SyncedTable, id: string, patch: JsonRow): Promise<void> {
    if (Object.keys(patch).length > 0) await this.#record({ table, id, op: 'update', patch });
  }

  async remove(table: SyncedTable, id: string): Promise<void> {
    await this.#record({ table, id, op: 'delete', patch: {} });
  }

  async #record(edit: Edit): Promise<void> {
    if ((await recordEdit(this.tx, this.context, edit)) !== 'added') return;
    this.waiting += 1;
    this.added += 1;
  }
}

/** One command on the store. The payload comes from a page or a script and is checked first. */
export interface StoreCommand<C extends CommandName> {
  payload: ZodType<CommandPayload<C>>;
  run(scope: CommandScope, payload: CommandPayload<C>): Promise<CommandResult<C>>;
}
