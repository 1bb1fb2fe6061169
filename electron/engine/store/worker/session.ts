import { type PGlite, protocol } from '@electric-sql/pglite';
import type { SqlValue, TableChange } from '../contract.ts';
import { ChangeCollector } from './change-collector.ts';
import { encodeParameter } from './encode-parameter.ts';
import { PoisonedError } from './poisoned-error.ts';
import { RefusedError, refusal } from './refused-error.ts';
import { runMessage } from './run-message.ts';

type Message = Awaited<ReturnType<PGlite['execProtocolStream']>>[number];

export interface StatementAnswer {
  rows: object[];
  affected: number;
  /** First word of the command tag: SELECT, UPDATE, COMMIT, … */
  command: string;
}

interface PreparedStatement {
  name: string;
  parameterTypes: number[];
  fields: { name: string; type: number }[];
}

/** Prepared statements kept. The engine has about a hundred; texts built at run time push out the oldest. */
const PREPARED_LIMIT = 256;

const { serialize, messages: kinds } = protocol;

/**
 * One Postgres session, spoken to in the wire protocol: each text is prepared once, then every run is one message (Bind, Execute,
 * Sync), which is half the time of PGlite's query(). Every answer is checked: a run without a command tag and a ReadyForQuery
 * in the state that must follow rejects with a PoisonedError.
 */
export class Session {
  readonly #postgres: PGlite;
  readonly #prepared = new Map<string, PreparedStatement>();
  readonly #changes = new ChangeCollector();
  #nextName = 1;

  constructor(postgres: PGlite) {
    this.#postgres = postgres;
  }

  async run(sql: string, params: SqlValue[]): Promise<StatementAnswer> {
    const statement = this.#prepared.get(sql) ?? (await this.#prepare(sql));
    if (params.length !== statement.parameterTypes.length) {
      throw new RefusedError(
        refusal(
          '08P01',
          `the statement takes ${statement.parameterTypes.length} parameters, ${params.length} were given`,
        ),
      );
    }
    const values = params.map((value, index) =>
      encodeParameter(this.#postgres.serializers, value, statement.parameterTypes[index] ?? 0),
    );
    const answer = await this.#exchange(runMessage(statement.name, values));
    return this.#read(answer, statement.fields);
  }

  /** Several statements in one simple query; answers the last one's command tag. Prepared statements are forgotten: it may be DDL. */
  async script(sql: string): Promise<StatementAnswer> {
    const answer = await this.#exchange(serialize.query(sql));
    return this.#read(answer, []);
  }

  /** What changed since the last call, if anything was committed. */
  takeChanges(): TableChange[] {
    return this.#changes.take();
  }

  async #prepare(sql: string): Promise<PreparedStatement> {
    const name = `s${this.#nextName++}`;
    const answer = await this.#exchange(
      serialize.parse({ name, text: sql }),
      serialize.describe({ type: 'S', name }),
      serialize.sync(),
    );
    const statement: PreparedStatement = { name, parameterTypes: [], fields: [] };
    for (const message of answer) {
      if (message instanceof kinds.ParameterDescriptionMessage) statement.parameterTypes = message.dataTypeIDs;
      if (message instanceof kinds.RowDescriptionMessage) {
        statement.fields = message.fields.map((field) => ({ name: field.name, type: field.dataTypeID }));
      }
    }
    this.#prepared.set(sql, statement);
    const [oldest] = this.#prepared;
    if (this.#prepared.size > PREPARED_LIMIT && oldest) {
      this.#prepared.delete(oldest[0]);
      await this.#exchange(serialize.close({ type: 'S', name: oldest[1].name }), serialize.sync());
    }
    return statement;
  }

  #read(answer: Message[], fields: PreparedStatement['fields']): StatementAnswer {
    const rows: object[] = [];
    let tag: string | null = null;
    for (const message of answer) {
      if (message instanceof kinds.DataRowMessage) rows.push(this.#decode(message.fields, fields));
      else if (message instanceof kinds.CommandCompleteMessage) tag = message.text;
      else if (message.name === 'emptyQuery') tag = 'EMPTY';
    }
    if (tag === null) throw new PoisonedError('a statement ended without a command tag');
    const words = tag.split(' ');
    const count = Number(words.at(-1));
    const command = words[0] ?? '';
    return { rows, command, affected: command === 'SELECT' || Number.isNaN(count) ? 0 : count };
  }

  #decode(values: (string | null)[], fields: PreparedStatement['fields']): object {
    const row: { [column: string]: unknown } = {};
    for (const [index, field] of fields.entries()) {
      const text = values[index] ?? null;
      const parse = text === null ? undefined : this.#postgres.parsers[field.type];
      row[field.name] = text !== null && parse ? parse(text, field.type) : text;
    }
    return row;
  }

  async #exchange(...parts: Uint8Array[]): Promise<Message[]> {
    const [whole = new Uint8Array(), ...more] = parts;
    const answer = await this.#postgres.execProtocolStream(more.length === 0 ? whole : Buffer.concat(parts), {
      throwOnError: false,
      syncToFs: false,
    });
    let refused: RefusedError | null = null;
    let ready = false;
    for (const message of answer) {
      if (message instanceof kinds.DatabaseError) {
        if (message.severity === 'PANIC' || message.severity === 'FATAL') {
          throw new PoisonedError(`${message.severity} ${message.code ?? ''}: ${message.message}`);
        }
        refused ??= new RefusedError({
          sqlstate: message.code ?? 'XX000',
          message: message.message,
          detail: message.detail ?? null,
          constraint: message.constraint ?? null,
          table: message.table ?? null,
        });
      } else if (message instanceof kinds.NotificationResponseMessage) {
        this.#changes.add(message.channel, message.payload);
      } else if (message.name === 'readyForQuery') ready = true;
    }
    if (!ready) throw new PoisonedError('a statement ended without ReadyForQuery');
    if (refused) throw refused;
    return answer;
  }
}
