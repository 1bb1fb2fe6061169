import { type CloudRow, type MutationResult, type PullAnswer, SYNCED_TABLES } from '../../../shared/sync/protocol.ts';
import { type Word, wordsIn } from './ledger.ts';
import type { Scene } from './scene.ts';
import type { SimulatedDesk } from './simulated-desk.ts';

/** A promise that was not kept, in words for the person who debugs it. */
export interface Violation {
  rule:
    | 'converged'
    | 'kept'
    | 'stays-deleted'
    | 'stays-removed'
    | 'replay'
    | 'whole-groups'
    | 'no-false-conflict'
    | 'truthful'
    | 'settles'
    | 'parked'
    | 'no-crash';
  detail: string;
}

/** While a desk says that nothing waits, everything that it acknowledged must be out of its hands. */
export async function judgeStatus(scene: Scene): Promise<Violation[]> {
  const found: Violation[] = [];
  let everywhere: string | null = null;
  for (const desk of scene.desks) {
    const status = desk.status();
    if (status === null || status.pending_count > 0) continue;
    const { index } = desk.parts;
    const open = scene.ledger.promised().filter((word) => word.desk === index && !word.seen);
    if (open.length === 0) continue;
    everywhere ??= await allText(scene);
    for (const word of open) {
      if (everywhere.includes(word.word)) word.seen = true;
      else
        found.push({ rule: 'truthful', detail: `desk ${index} says that nothing waits, but ${word.word} is nowhere` });
    }
  }
  return found;
}

/** After everything has come to rest. */
export async function judgeEnd(scene: Scene): Promise<Violation[]> {
  const cloud = await cloudRows(scene, scene.desks[0]);
  const violations: Violation[] = [];
  for (const desk of scene.desks) violations.push(...(await compare(desk, await cloudRows(scene, desk))));
  violations.push(...judgeGroups(scene), ...judgeWords(scene, cloud, await readRecords(scene)));
  violations.push(...(await judgeDeletions(scene, cloud)));
  violations.push(...(await judgeConflicts(scene)));
  for (const desk of scene.desks) violations.push(...(await judgeParked(desk)));
  violations.push(...(await judgeReplay(scene)));
  return violations;
}

/** What desks keep of a row beside it: conflict records, and edits that wait for a person. */
type Records = Map<string, string>;

async function readRecords(scene: Scene): Promise<Records> {
  const records: Records = new Map();
  for (const desk of scene.desks) {
    const rows = await desk.read<{ row_id: string; text: string }>(
      `select row_id, concat_ws(' ', 'conflict', base, mine, theirs, merged) as text from conflicts
       union all select row_id, 'parked ' || patch::text from outbox where state = 'parked'`,
    );
    for (const { row_id, text } of rows) records.set(row_id, `${records.get(row_id) ?? ''} ${text}`);
  }
  return records;
}

/**
 * A word that is promised stands in its row, or in one that a split or a join put it into, or a record of such a row shows it; in a
 * deleted row only a record will do. A word that was taken away stays away, unless somebody else moved it at the same time. (History
 * holds nearly everything; for people it is the last resort, so it does not count.)
 */
function judgeWords(scene: Scene, cloud: CloudRows, records: Records): Violation[] {
  const rows = new Map(cloud.map(({ row }) => [row.id, row]));
  const violations: Violation[] = [];
  for (const word of scene.ledger.words.values()) {
    const { id } = word.place;
    const places = [id, ...word.movedTo];
    const standsIn = (place: string) => {
      const row = rows.get(place);
      return row !== undefined && row.deleted_at === null && JSON.stringify(row).includes(word.word);
    };
    const isRecordedOf = (place: string) => {
      const record = records.get(place) ?? '';
      return record.includes(word.word) || (rows.get(place)?.deleted_at != null && record.includes('conflict'));
    };
    const isWanted = scene.ledger.wantedBack.has(id) || word.movedTo.length > 0;
    if (word.state === 'acknowledged' && word.withdrawn === 'no') {
      if (!places.some((place) => standsIn(place) || isRecordedOf(place)))
        violations.push({ rule: 'kept', detail: describeLoss(word, rows.get(id)) });
    } else if (word.withdrawn === 'done' && standsIn(id) && !records.has(id) && !isWanted) {
      violations.push({
        rule: 'stays-removed',
        detail: `${word.word} was taken out of ${word.place.table} ${id} and is back without a record`,
      });
    }
  }
  return violations;
}

/** One command is one transaction: of a group that was sent, all or nothing is done. */
function judgeGroups(scene: Scene): Violation[] {
  return scene.pushes.flatMap(({ args, answer }): Violation[] => {
    if (answer.status !== 200 || !Array.isArray(args.p_mutations)) return [];
    const results: MutationResult[] = JSON.parse(answer.body);
    const outcomes = new Map<string, Set<string>>();
    for (const [index, { group }] of args.p_mutations.entries())
      outcomes.set(group, (outcomes.get(group) ?? new Set()).add(results[index]?.status ?? 'nothing'));
    return [...outcomes]
      .filter(([, statuses]) => statuses.size > 1)
      .map(([group, statuses]) => ({
        rule: 'whole-groups',
        detail: `group ${group} is ${[...statuses].join(' and ')}`,
      }));
  });
}

/** Two values are only in conflict when neither was given by somebody who saw the other. */
async function judgeConflicts(scene: Scene): Promise<Violation[]> {
  const violations: Violation[] = [];
  for (const desk of scene.desks) {
    const rows = await desk.read<{ mine: string; theirs: string }>(
      "select mine::text as mine, theirs::text as theirs from conflicts where kind = 'value' and resolution is null",
    );
    for (const { mine, theirs } of rows) {
      for (const a of wordsIn(mine)) {
        for (const b of wordsIn(theirs)) {
          const { words } = scene.ledger;
          if (words.get(a)?.replacedBy.has(b) || words.get(b)?.replacedBy.has(a))
            violations.push({
              rule: 'no-false-conflict',
              detail: `desk ${desk.parts.index}: ${mine} against ${theirs}, of which one replaced the other`,
            });
        }
      }
    }
  }
  return violations;
}

/** Every push that was done, once more: the network is allowed to do that at any time. What was refused may be tried again. */
async function judgeReplay(scene: Scene): Promise<Violation[]> {
  const revs = async () =>
    JSON.stringify((await cloudRows(scene, scene.desks[0])).map(({ table, row }) => [table, row.id, row.rev]).sort());
  const before = await revs();
  for (const { caller, args, answer } of scene.pushes) {
    if (answer.status === 200 && !answer.body.includes('"rejected"')) await scene.cloud.call(caller, 'sync_push', args);
  }
  return (await revs()) === before ? [] : [{ rule: 'replay', detail: 'pushes that arrived again changed rows' }];
}

async function judgeDeletions(scene: Scene, rows: CloudRows): Promise<Violation[]> {
  const live = new Map(rows.filter(({ row }) => row.deleted_at === null).map(({ row }) => [row.id, row]));
  const violations: Violation[] = [];
  for (const { table, id, acknowledged } of scene.ledger.removals) {
    if (!acknowledged || !live.has(id) || scene.ledger.wantedBack.has(id)) continue;
    const recorded = await anyDesk(
      scene,
      `select 1 from conflicts where row_id = '${id}' union all select 1 from outbox where row_id = '${id}'`,
    );
    if (!recorded)
      violations.push({ rule: 'stays-deleted', detail: `${table} ${id} was deleted and is back without a record` });
  }
  return violations;
}

/** Refusals that these schedules provoke: the plan's limit, a proxy that finds a call too large, and what depends on either. */
const EXPECTED_REFUSALS = ['SR420', 'HTTP413', 'depends'];

async function judgeParked(desk: SimulatedDesk): Promise<Violation[]> {
  const rows = await desk.read<{ text: string }>(
    `select concat_ws(' ', command, table_name, op, error::text) as text from outbox
     where state = 'parked' and error ->> 'code' <> all ($1::text[])`,
    [EXPECTED_REFUSALS],
  );
  return rows.map(({ text }) => ({ rule: 'parked', detail: `desk ${desk.parts.index}: ${text}` }));
}

async function anyDesk(scene: Scene, sql: string): Promise<boolean> {
  for (const desk of scene.desks) if ((await desk.read(sql)).length > 0) return true;
  return false;
}

type CloudRows = { table: string; row: CloudRow }[];

/** What the cloud has for a desk's user, by the function that desks ask. */
async function cloudRows({ cloud }: Scene, desk: SimulatedDesk | undefined): Promise<CloudRows> {
  if (desk === undefined) return [];
  const rows: CloudRows = [];
  let cursor: unknown = null;
  for (let more = true; more; ) {
    const answer = await cloud.call(desk.caller, 'sync_pull', { p_cursor: cursor, p_limit: 1000 });
    const page: PullAnswer = JSON.parse(answer.body);
    rows.push(...page.changes);
    cursor = page.cursor;
    more = page.more;
  }
  return rows;
}

async function compare(desk: SimulatedDesk, expected: CloudRows): Promise<Violation[]> {
  const violations: Violation[] = [];
  for (const table of SYNCED_TABLES) {
    const theirs = expected.filter((change) => change.table === table).map(({ row }) => row);
    // What is waiting for a person is on this desk only, and is shown as such.
    const rows = await desk.read<{ id: string; here: string | null; there: string | null }>(
      `with here as (select id::text as id, to_jsonb(t) as row from ${table} t),
         there as (select row ->> 'id' as id, desk_canonical('${table}', row) as row from jsonb_array_elements($1::jsonb) row)
       select id, here.row::text as here, there.row::text as there from here full join there using (id)
       where here.row is distinct from there.row
         and not exists (select from outbox o where o.table_name = '${table}' and o.row_id = id and o.state = 'parked')`,
      [JSON.stringify(theirs)],
    );
    for (const { id, here, there } of rows)
      violations.push({
        rule: 'converged',
        detail: `desk ${desk.parts.index}, ${table} ${id}: ${describeDifference(here, there)}`,
      });
  }
  return violations;
}

function describeDifference(here: string | null, there: string | null): string {
  if (here === null) return 'missing here';
  if (there === null) return 'only here';
  const [mine, theirs]: [Record<string, unknown>, Record<string, unknown>] = [JSON.parse(here), JSON.parse(there)];
  const columns = Object.keys(theirs).filter(
    (column) => JSON.stringify(mine[column]) !== JSON.stringify(theirs[column]),
  );
  return columns
    .map((column) => `${column} ${JSON.stringify(mine[column])} here, ${JSON.stringify(theirs[column])} there`)
    .join('; ');
}

/** Every place where a word may rest: rows, history, conflict records, what waits for a person. */
async function allText(scene: Scene): Promise<string> {
  const org = scene.organization;
  const [cloud] = await scene.cloud.sql<{ text: string | null }[]>`
    select string_agg(text, ' ') as text from (
      select title || ' ' || onboarding_brief as text from projects where organization_id = ${org}
      union all select title || ' ' || coalesce(summary, '') from episodes where organization_id = ${org}
      union all select title || ' ' || content from blocks where organization_id = ${org}
      union all select content from planning_notes where organization_id = ${org}
      union all select title || ' ' || content from block_versions where organization_id = ${org}
    ) texts`;
  const texts = [cloud?.text ?? ''];
  for (const desk of scene.desks) {
    const [kept] = await desk.read<{ text: string | null }>(
      `select string_agg(text, ' ') as text from (
         select concat_ws(' ', base, mine, theirs, merged) as text from conflicts
         union all select patch::text from outbox where state = 'parked'
       ) texts`,
    );
    texts.push(kept?.text ?? '');
  }
  return texts.join(' ');
}

function describeLoss({ word, desk, place }: Word, row: CloudRow | undefined): string {
  const where =
    row === undefined ? 'which is not there' : row.deleted_at === null ? 'which does not show it' : 'which is deleted';
  const who = desk === null ? 'plain SQL' : `desk ${desk}`;
  return `${word} was typed by ${who} into ${place.table} ${place.id}, ${where}, and no record of that row has it`;
}
