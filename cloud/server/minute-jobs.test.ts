import postgres from 'postgres';
import { afterEach, expect, it, vi } from 'vitest';
import { BOTH_DATABASES } from '../testing/embedded-database.ts';
import { MINUTE_JOBS, PGLITE_JOBS, startMinuteJobs, warningsTo } from './minute-jobs.ts';

afterEach(() => {
  vi.useRealTimers();
});

it.each(BOTH_DATABASES)(
  'runs every job on %s now and in its time, and goes on when one fails',
  async (_name, create) => {
    const database = await create();
    const sql = postgres(database.url, { max: 1, onnotice: () => {} });
    await sql`create table runs (job text)`;
    const lines: string[] = [];
    const job = (statement: string, everyMinutes: number) => ({ statement, everyMinutes });
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const jobs = startMinuteJobs(
      sql,
      [
        ...MINUTE_JOBS,
        ...PGLITE_JOBS,
        job('select nonsense', 60),
        job("insert into runs values ('minute')", 1),
        job("insert into runs values ('hour')", 60),
      ],
      (line) => lines.push(line),
    );
    vi.advanceTimersByTime(2 * 60_000);
    await jobs.stop();
    expect(await sql`select job, count(*)::int as n from runs group by 1 order by 1`).toEqual([
      { job: 'hour', n: 1 },
      { job: 'minute', n: 3 },
    ]);
    expect(lines).toEqual(['minute job failed: select nonsense: column "nonsense" does not exist']);
    await sql.end();
    await database.drop();
  },
);

it.each(BOTH_DATABASES)('says what of the due work could not be done on %s', async (_name, create) => {
  const database = await create();
  const lines: string[] = [];
  const log = (line: string) => lines.push(line);
  const sql = postgres(database.url, { max: 1, onnotice: warningsTo(log) });
  await sql.unsafe(`
    insert into organizations (id, organization_id, name) values ('org_a', 'org_a', 'A');
    insert into projects (organization_id, title) values ('org_a', 'P'), ('org_a', 'Q');
    insert into app_settings values ('history.thinned_until', '"never"');
    create function broken() returns trigger language plpgsql as $$ begin raise exception 'broken'; end $$;
    create trigger broken before insert on episode_schedule_queue for each row execute function broken()`);
  await startMinuteJobs(sql, MINUTE_JOBS, log).stop();
  const draft = expect.stringMatching(
    /^database: The due work schedule_project of [0-9a-f-]{36} could not be done: broken/,
  );
  expect(lines).toEqual([
    draft,
    draft,
    expect.stringMatching(/^database: The part "versions" of the due work could not be done: .*never/),
    expect.stringMatching(/^due work: "versions" failed: .*never/),
    'due work: 2 of "scheduled" could not be done',
  ]);
  await sql.end();
  await database.drop();
});

it('forgets Realtime messages after three days', async () => {
  const database = await BOTH_DATABASES[0][1]();
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  await sql`insert into realtime.messages (topic, extension, inserted_at) values
    ('old', 'broadcast', now() - interval '73 hours'), ('new', 'broadcast', now() - interval '71 hours')`;
  await startMinuteJobs(sql, MINUTE_JOBS, () => {}).stop();
  expect(await sql`select topic from realtime.messages`).toEqual([{ topic: 'new' }]);
  await sql.end();
  await database.drop();
});
