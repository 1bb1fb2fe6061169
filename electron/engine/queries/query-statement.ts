/** A named query as the engine runs it; made by `npm run types`. */
export interface QueryStatement {
  /** With $1, $2, … */
  sql: string;
  /** In the order of $1, $2, …; `type` is Postgres' name of the type, or `enum`. */
  parameters: readonly { name: string; type: string }[];
  /** Tables whose change can change its rows. */
  tables: readonly string[];
}
