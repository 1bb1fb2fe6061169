import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { asCaller, member } from '../../cloud/testing/as-caller.ts';
import { deletion, insertion, present, syncCaller, update } from '../../cloud/testing/sync-caller.ts';
import { sampleDatabase } from '../../cloud/testing/sync-database.ts';
import type { Mutation, MutationResult } from '../../shared/sync/protocol.ts';

const database = sampleDatabase();
const ours = member('user_of_org_ours', 'org_ours');
const desk = () => syncCaller(database.sql, ours);
const otherDesk = () => syncCaller(database.sql, member('user_second', 'org_ours'));
const stranger = () => syncCaller(database.sql, member('user_of_org_theirs', 'org_theirs'));

const statuses = (results: MutationResult[]) =>
  results.map((result) => (result.status === 'rejected' ? `rejected ${result.error.code}` : result.status));

const note = (content = 'A note') =>
  insertion('planning_notes', { project_id: database.ours.project, author_id: 'user_of_org_ours', content });

async function noteRow(id: string) {
  const [row] = await database.sql<
    { content: string; rev: string; deleted_at: Date | null; deleted_by: string | null }[]
  >`
    select content, rev, deleted_at, deleted_by from planning_notes where id = ${id}`;
  return row;
}

describe('sync_push', () => {
  it('inserts, updates and deletes, and answers with the stamped row', async () => {
    const made = note('First');
    const [inserted] = await desk().push([made]);
    expect(inserted).toMatchObject({
      ...{ mutation_id: made.mutation_id, status: 'applied', rev: 1 },
      row: { id: made.id, organization_id: 'org_ours', content: 'First', rev: 1, updated_by: 'user_of_org_ours' },
    });
    const [changed] = await desk().push([
      update('planning_notes', made.id, 1, { content: 'Second', priority: 'HIGH' }),
    ]);
    expect(changed).toMatchObject({ status: 'applied', rev: 2, row: { content: 'Second', priority: 'HIGH', rev: 2 } });
    const [removed] = await desk().push([deletion('planning_notes', made.id, 2)]);
    expect(removed).toMatchObject({ status: 'applied', rev: 3, row: { deleted_by: 'user_of_org_ours' } });
    expect((await noteRow(made.id))?.deleted_at).toBeInstanceOf(Date);

    // Somebody else deleted it as well: that is what was wanted.
    expect(statuses(await otherDesk().push([deletion('planning_notes', made.id, 1)]))).toEqual(['applied']);
    const back = await desk().push([update('planning_notes', made.id, 3, { deleted_at: null })]);
    expect(back).toMatchObject([{ status: 'applied', row: { deleted_at: null, deleted_by: null } }]);
  });

  it('answers many updates in one call as it would answer each of them alone', async () => {
    type Edit = (made: Mutation) => Mutation;
    const plain: Edit = ({ id }) => update('planning_notes', id, 1, { content: 'Changed' });
    const edits: { [outcome: string]: Edit[] } = {
      plain: Array.from({ length: 6 }, () => plain),
      'other columns': [
        plain,
        plain,
        ({ id }) => update('planning_notes', id, 1, { priority: 'LOW', content: 'Two' }),
        plain,
      ],
      'a conflict': [plain, ({ id }) => update('planning_notes', id, 7, { content: 'Stale' }), plain],
      'a refused value': [plain, plain, ({ id }) => update('planning_notes', id, 1, { content: '' }), plain],
      'a value of no meaning': [plain, ({ id }) => update('planning_notes', id, 1, { content: 'x', priority: 'NONE' })],
      'a column that is not ours to write': [plain, ({ id }) => update('planning_notes', id, 1, { author_id: 'me' })],
      'nothing to change': [plain, ({ id }) => update('planning_notes', id, 1, {}), plain],
      'a row that is not there': [plain, () => update('planning_notes', randomUUID(), 1, { content: 'Lost' }), plain],
      'a row of others': [plain, () => update('blocks', database.theirs.block, 1, { content: 'Theirs' }), plain],
      'a deletion between': [plain, ({ id }) => deletion('planning_notes', id, 1), plain],
    };
    for (const [kind, list] of Object.entries(edits)) {
      const outcome = async (send: (mutations: Mutation[]) => Promise<MutationResult[]>) => {
        const made = list.map(() => note());
        await desk().push(made);
        const sent = list.map((edit, index) => edit(present(made[index])));
        const answers = await send(sent);
        expect(answers.map((answer) => answer.mutation_id)).toEqual(sent.map((mutation) => mutation.mutation_id));
        // Sent again, nothing is done twice.
        expect(statuses(await send(sent))).toEqual(statuses(answers));
        const rows = await Promise.all(made.map(({ id }) => noteRow(id)));
        return rows.map((row, index) => [statuses(answers)[index], row?.content, row?.rev, row?.deleted_at === null]);
      };
      const me = desk();
      const together = await outcome((mutations) => me.push(mutations));
      const alone = await outcome(async (mutations) => {
        const answers: MutationResult[] = [];
        for (const mutation of mutations) answers.push(...(await me.push([mutation])));
        return answers;
      });
      expect(together, kind).toEqual(alone);
    }
  });

  it('changes nothing on a conflict and shows the current row; the same id may be sent again on the new base', async () => {
    const made = note('base');
    await desk().push([made]);
    await otherDesk().push([update('planning_notes', made.id, 1, { content: 'theirs' })]);
    const mine = update('planning_notes', made.id, 1, { content: 'mine' });
    expect(await desk().push([mine])).toMatchObject([
      { mutation_id: mine.mutation_id, status: 'conflict', rev: 2, row: { content: 'theirs', rev: 2 } },
    ]);
    expect(await noteRow(made.id)).toMatchObject({ content: 'theirs', rev: '2' });
    expect(statuses(await desk().push([{ ...mine, base_rev: 2 }]))).toEqual(['applied']);
    expect(statuses(await desk().push([deletion('planning_notes', made.id, 2)]))).toEqual(['conflict']);
  });

  it('takes an insert of an id that is there for a conflict with that row', async () => {
    const made = note('first');
    await desk().push([made]);
    const again = insertion('planning_notes', { ...made.patch, content: 'second' }, made.id);
    expect(await desk().push([again])).toMatchObject([{ status: 'conflict', rev: 1, row: { content: 'first' } }]);
  });

  it('applies a group whole or not at all, and goes on behind it', async () => {
    const existing = note('existing');
    await desk().push([existing]);
    const group = randomUUID();
    const grouped = (mutations: Mutation[]) => mutations.map((mutation) => ({ ...mutation, group }));
    const [one, three] = [note('one'), note('three')];
    const stale = update('planning_notes', existing.id, 7, { content: 'stale' });
    const behind = note('behind');

    const conflicted = await desk().push([...grouped([one, stale, three]), behind]);
    expect(statuses(conflicted)).toEqual(['conflict', 'conflict', 'conflict', 'applied']);
    expect(conflicted[0]).toMatchObject({ rev: null, row: null });
    expect(conflicted[1]).toMatchObject({ rev: 1, row: { content: 'existing' } });
    expect(await noteRow(one.id)).toBeUndefined();

    const tooLong = note('x'.repeat(241));
    const rejected = await desk().push([...grouped([one, tooLong]), note('behind too')]);
    expect(statuses(rejected)).toEqual(['rejected 23514', 'rejected 23514', 'applied']);
    expect(await noteRow(one.id)).toBeUndefined();

    const right = grouped([one, update('planning_notes', existing.id, 1, { content: 'fresh' }), three]);
    expect(statuses(await desk().push(right))).toEqual(['applied', 'applied', 'applied']);
    expect(await noteRow(existing.id)).toMatchObject({ content: 'fresh' });
  });

  it('applies a group that changes a block and its episode: the word count does not disturb it', async () => {
    const group = randomUUID();
    const block = insertion('blocks', { episode_id: database.ours.episode, content: 'some new words' });
    const [episode] = await database.sql<
      { rev: string }[]
    >`select rev from episodes where id = ${database.ours.episode}`;
    const rename = update('episodes', database.ours.episode, Number(present(episode).rev), { title: 'Renamed' });
    const results = await desk().push([block, rename].map((mutation) => ({ ...mutation, group })));
    expect(statuses(results)).toEqual(['applied', 'applied']);
  });

  it('rejects what can never work, each for its own reason, and none stops the next', async () => {
    const parent = insertion('episodes', { project_id: randomUUID(), sequence_number: 1 });
    const child = insertion('blocks', { episode_id: parent.id, content: 'below a refused row' });
    const { project } = database.ours;
    const good = note('still fine');
    const cases: [unknown, string][] = [
      [parent, 'rejected 23503'],
      [child, 'rejected 23503'],
      [
        insertion('planning_notes', { project_id: project, author_id: 'somebody_else', content: 'x' }),
        'rejected 42501',
      ],
      [
        insertion('planning_notes', { project_id: project, author_id: 'user_of_org_ours', content: null }),
        'rejected 23502',
      ],
      [insertion('planning_notes', { project_id: project, priority: 'URGENT', content: 'x' }), 'rejected 22P02'],
      [{ ...note(), table: 'audit_log' }, 'rejected SR422'],
      [{ ...note(), table: 'pg_authid' }, 'rejected SR422'],
      [{ ...note(), patch: { ...note().patch, rev: 7 } }, 'rejected SR422'],
      [{ ...note(), patch: { ...note().patch, organization_id: 'org_theirs' } }, 'rejected SR422'],
      [{ ...note(), patch: { ...note().patch, 'no column"; --': 1 } }, 'rejected SR422'],
      [insertion('token_usage_daily', {}), 'rejected SR422'],
      [update('episode_schedule_queue', randomUUID(), 1, { priority: 10 }), 'rejected SR422'],
      [update('user_events', randomUUID(), 1, {}), 'rejected SR422'],
      [deletion('user_events', randomUUID(), 1), 'rejected SR422'],
      [update('planning_notes', randomUUID(), 1, { content: 'nobody has this row' }), 'rejected SR404'],
      [update('organizations', 'org_ours', 1, { name: 'Only an admin may' }), 'rejected 42501'],
      [{ ...note(), id: 'not a uuid' }, 'rejected SR400'],
      [{ ...note(), op: 'upsert' }, 'rejected SR400'],
      [{ ...note(), patch: 'text' }, 'rejected SR400'],
      [{ ...note(), op: 'update', base_rev: '1' }, 'rejected SR400'],
      [{ ...note(), mutation_id: 'x' }, 'rejected SR400'],
      ['not even an object', 'rejected SR400'],
      [good, 'applied'],
    ];
    const results = await desk().push(cases.map(([mutation]) => mutation));
    expect(statuses(results)).toEqual(cases.map(([, expected]) => expected));
    expect(await noteRow(good.id)).toMatchObject({ content: 'still fine' });
  });

  it('a rejected mutation may be sent again once its reason is gone', async () => {
    const { sql } = database;
    await sql`update organizations set project_limit = 1 where id = 'org_ours'`;
    const project = insertion('projects', { title: 'One too many' });
    const [refused] = await desk().push([project]);
    expect(refused).toMatchObject({
      status: 'rejected',
      error: { code: 'SR420', hint: expect.stringContaining('Archive') },
    });
    await sql`update organizations set project_limit = 100 where id = 'org_ours'`;
    expect(statuses(await desk().push([project]))).toEqual(['applied']);
  });

  it('keeps organisations apart: rows cannot be touched, and ids of mutations cannot be taken', async () => {
    const made = note('ours');
    await desk().push([made]);
    const attempts = await stranger().push([
      update('planning_notes', made.id, 1, { content: 'theirs' }),
      deletion('planning_notes', made.id, 1),
      insertion(
        'planning_notes',
        { project_id: database.theirs.project, author_id: 'user_of_org_theirs', content: 'x' },
        made.id,
      ),
      {
        ...insertion('planning_notes', {
          project_id: database.theirs.project,
          author_id: 'user_of_org_theirs',
          content: 'x',
        }),
        mutation_id: made.mutation_id,
      },
    ]);
    expect(statuses(attempts)).toEqual(['rejected SR404', 'rejected SR404', 'rejected 23505', 'rejected SR424']);
    expect(await noteRow(made.id)).toMatchObject({ content: 'ours', rev: '1' });
    expect(statuses(await desk().push([{ ...note(), mutation_id: made.mutation_id }]))).toEqual(['rejected SR424']);
  });

  it('lets passing errors through, so that a good edit is never parked for a busy server', async () => {
    const made = note();
    await desk().push([made]);
    const edit = update('planning_notes', made.id, 1, { content: 'while it is locked' });
    const locked = Promise.withResolvers<void>();
    const done = Promise.withResolvers<void>();
    const holder = database.sql.begin(async (t) => {
      await t`select from planning_notes where id = ${made.id} for update`;
      locked.resolve();
      await done.promise;
    });
    await locked.promise;
    const me = desk();
    const hurried = (setting: string) =>
      asCaller(database.sql, ours, async (t) => {
        await t.unsafe(`set local ${setting} = '50ms'`);
        await t`select sync_push(${me.clientId}, ${JSON.stringify([note('first in the call'), edit])}::text::jsonb)`;
      });
    await expect(hurried('lock_timeout')).rejects.toMatchObject({ code: '55P03' });
    await expect(hurried('statement_timeout')).rejects.toMatchObject({ code: '57014' });
    done.resolve();
    await holder;
    expect(statuses(await me.push([edit]))).toEqual(['applied']);
  });

  it('takes up to 500 mutations, and an array only', async () => {
    const many = Array.from({ length: 501 }, () => note());
    await expect(desk().push(many)).rejects.toMatchObject({ code: 'SR413' });
    expect(new Set(statuses(await desk().push(many.slice(0, 500))))).toEqual(new Set(['applied']));
    expect(await desk().push([])).toEqual([]);
    await expect(desk().push({})).rejects.toMatchObject({ code: 'SR400' });
  });
});
