/**
 * Mistakes that sync engines have really made, as small changes of ours. The simulation must catch each of them: it shows that
 * a run without a finding means something. `find` is replaced wherever it stands in that file or function.
 */
export interface PlantedBug {
  name: string;
  /** Who loses what, in a sentence. */
  harm: string;
  change: /** A source file of ours, from the repository's root, as it is loaded. */
    | { where: 'source'; file: string; find: string; replace: string }
    /** A function of the cloud's or the desk's database. */
    | { where: 'cloud' | 'desk'; routine: string; find: string; replace: string }
    /** The file system of the stores. */
    | { where: 'files'; files: 'stock' };
}

export const PLANTED_BUGS: readonly PlantedBug[] = [
  {
    name: 'cursor-by-highest-number',
    harm: 'A transaction that began earlier and commits later is never pulled: what most engines do with a timestamp.',
    change: {
      where: 'cloud',
      routine: 'sync_changed_tables',
      find: 'not pg_visible_in_snapshot(t.txid, p_seen)',
      replace: 't.txid >= pg_snapshot_xmax(p_seen)',
    },
  },
  {
    name: 'no-idempotency',
    harm: 'A push whose answer was lost is done a second time.',
    change: {
      where: 'cloud',
      routine: 'sync_push',
      find: 'select * into seen_before from public.sync_mutations m where m.mutation_id = given_id::uuid;',
      replace: 'select * into seen_before from public.sync_mutations m where false;',
    },
  },
  {
    name: 'group-in-pieces',
    harm: 'Of a command that makes an episode with its first block only one arrives.',
    change: {
      where: 'cloud',
      routine: 'sync_push',
      find: "group_id := mutation ->> 'group';",
      replace: 'group_id := null;',
    },
  },
  {
    name: 'merge-takes-mine',
    harm: 'What the other person wrote at the same time is overwritten without a word.',
    change: {
      where: 'source',
      file: 'shared/sync/merge/merge-row.ts',
      find: "return { value: merged.text, conflict: merged.clashes.length > 0 ? 'text' : null };",
      replace: 'return { value: mine, conflict: null };',
    },
  },
  {
    name: 'value-conflict-without-record',
    harm: 'Of two titles given at once one is gone without a trace.',
    change: {
      where: 'source',
      file: 'shared/sync/merge/merge-row.ts',
      find: "return { value: mine, conflict: 'value' };",
      replace: 'return { value: theirs, conflict: null };',
    },
  },
  {
    name: 'delete-wins-over-edit',
    harm: 'What was typed into a block that somebody deleted is gone with it.',
    change: {
      where: 'source',
      file: 'shared/sync/merge/merge-row.ts',
      find: 'if (iDeleted !== theyDeleted && edited(iDeleted ? theirs : mine)) {',
      replace:
        'if (iDeleted !== theyDeleted && their !== null) return { deletedAt: their, conflict: null };\n  if (false) {',
    },
  },
  {
    name: 'outbox-trimmed-before-confirmation',
    harm: 'An edit whose call never arrived is forgotten.',
    change: {
      where: 'source',
      file: 'electron/engine/sync/push.ts',
      find: "const answer = await cloud.call('sync_push',",
      replace:
        "await store.transaction({ origin: 'user' }, (tx) => tx.query('delete from outbox where seq = any ($1::bigint[])', [sent.map((entry) => entry.seq)]));\n    const answer = await cloud.call('sync_push',",
    },
  },
  {
    name: 'edit-and-outbox-in-two-transactions',
    harm: 'Killed between the two, the desk shows an edit that nobody else will ever have.',
    change: {
      where: 'source',
      file: 'electron/engine/commands/run-command.ts',
      find: 'onCommitted(waiting, at.toISOString());',
      replace: `const { rows: entries } = await store.query('select * from outbox where state = $1 and created_at = $2::timestamptz', ['pending', at.toISOString()]);
  await store.transaction({ origin: 'user' }, (tx) => tx.query('delete from outbox where mutation_id = any ($1::uuid[])', [entries.map((entry) => entry.mutation_id)]));
  await store.transaction({ origin: 'user' }, (tx) => tx.query('insert into outbox overriding system value select * from jsonb_populate_recordset(null::outbox, $1::jsonb)', [JSON.stringify(entries)]));
  onCommitted(waiting, at.toISOString());`,
    },
  },
  {
    name: 'edit-folded-into-a-sent-one',
    harm: 'What is typed while the call is on its way goes into an entry that the answer removes.',
    change: {
      where: 'desk',
      routine: 'record_edit',
      find: "newest.state in ('pending', 'parked')",
      replace: "newest.state in ('pending', 'parked', 'sending')",
    },
  },
  {
    name: 'pull-overwrites-pending-edits',
    harm: 'News about a row replace what was just typed into it.',
    change: {
      where: 'source',
      file: 'electron/engine/sync/apply-rows.ts',
      find: "if (state === 'waiting') {",
      replace: "if (state === 'waiting' && false) {",
    },
  },
  {
    name: 'cursor-before-rows',
    harm: 'Killed between the two, the desk never gets the rows of that page.',
    change: {
      where: 'source',
      file: 'electron/engine/sync/pull.ts',
      find: 'let place = 0;',
      replace:
        "await store.transaction({ origin: 'sync' }, (tx) => writeState(tx, 'pull', after));\n    let place = 0;",
    },
  },
  {
    name: 'base-not-moved',
    harm: 'The next merge starts from a text that nobody has any more, and takes the other side for nobody.',
    change: {
      where: 'source',
      file: 'electron/engine/sync/merge-pending.ts',
      find: 'await writeBase(tx, table, id, kept.size > 0 ? theirs : null);',
      replace: '',
    },
  },
  {
    name: 'sent-is-not-waiting',
    harm: 'The desk says that everything is sent while the call is still on its way.',
    change: {
      where: 'source',
      file: 'electron/engine/sync/status-board.ts',
      find: "(select count(*) from outbox where state in ('pending', 'sending')) as edits",
      replace: "(select count(*) from outbox where state = 'pending') as edits",
    },
  },
  {
    name: 'reset-wipes-unsent-edits',
    harm: 'After the database was moved, what was typed offline is thrown away.',
    change: {
      where: 'source',
      file: 'electron/engine/sync/pull.ts',
      find: "tx.query('delete from pull_seen'));",
      replace: "tx.query('with gone as (delete from outbox) delete from pull_seen'));",
    },
  },
  {
    name: 'cursor-kept-past-a-broken-store',
    harm: 'The database breaks and comes back without what was pulled last, and the rows behind the remembered cursor never come again.',
    change: {
      where: 'source',
      file: 'electron/engine/sync/sync-engine.ts',
      find: 'pull.doubt();',
      replace: '',
    },
  },
  {
    name: 'stock-file-system',
    harm: 'After a power cut the database is broken, or lacks what was acknowledged: PGlite as shipped never calls fsync.',
    change: { where: 'files', files: 'stock' },
  },
  {
    name: 'undone-group-is-gone',
    harm: 'A split of a text that somebody had just changed waits for a person, as if its new half had been removed.',
    change: {
      where: 'source',
      file: 'electron/engine/sync/settle-push.ts',
      find: 'answer.row === null && undone.has(entry.group_id)',
      replace: 'answer.row === null && undone.size < 0',
    },
  },
  {
    name: 'late-answer-taken-for-the-base',
    harm: 'What others wrote into an episode that a desk made is overwritten with nothing, when the answer to its making came late.',
    change: {
      where: 'source',
      file: 'electron/engine/sync/merge-pending.ts',
      find: 'await asInserted(tx, { table, entries, mine, theirs })',
      replace: '{ ...theirs, deleted_at: null, deleted_by: null }',
    },
  },
  {
    name: 'two-edits-of-a-row-in-a-command',
    harm: 'A split that has to move its own block is in conflict with itself, and never reaches the cloud.',
    change: {
      where: 'desk',
      routine: 'record_edit',
      find: "newest.state = 'parked' or newest.group_id = p_group_id",
      replace: "newest.state = 'parked'",
    },
  },
];

/** The bug of that name; an unknown name is an error. */
export function plantedBug(name: string): PlantedBug {
  const bug = PLANTED_BUGS.find((one) => one.name === name);
  if (bug === undefined) throw new Error(`There is no planted bug ${name}.`);
  return bug;
}
