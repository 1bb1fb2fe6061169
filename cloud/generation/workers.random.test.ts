import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { ClaimedJob, GenerationResult, UsageEntry } from '../../shared/domain/generation.ts';
import { generationScene, usage } from '../testing/generation-scene.ts';
import { type Death, MortalWorker, WorkerDied } from '../testing/mortal-worker.ts';
import { between, pick, seededRandom } from '../worker/seeded-random.ts';

const scene = generationScene();

const JOBS = 2000;
const WORKERS = 8;
const CAP = 6;
const STUDIOS = 8;
/** Of each call; an attempt has four. A new life costs the server a process, so most of the time would go into these. */
const DEATH_RATE = 0.015;
const FAILURE_RATE = 0.05;
/** A call takes some milliseconds; a cut after that comes when it is over and its answer perhaps still on its way. */
const CUT_WITHIN_MS = 6;
const SEED = 'workers';

it(`${WORKERS} workers, ${JOBS} jobs, killed anywhere: each completes once, in order, under the cap, and every penny is counted`, async () => {
  // How the calls interleave is the machine's; what each worker does next is the seed's.
  const random = seededRandom(SEED);
  const ranks = await queueJobs(random);

  /** Leases in the hands of the living, and leases of the dead, who may come back as ghosts. */
  const live = new Map<string, string>();
  const ghosts: ClaimedJob[] = [];
  const done = new Set<string>();
  const usageSent = new Set<string>();
  const usageAnswered = new Set<string>();
  let deaths = 0;
  let news = Promise.withResolvers<void>();
  const tellNews = () => {
    news.resolve();
    news = Promise.withResolvers();
  };

  const fate = (): Death | null => {
    if (random() >= DEATH_RATE) return null;
    return pick(random, [
      { when: 'before' },
      { when: 'during', afterMs: random() * CUT_WITHIN_MS },
      { when: 'during', afterMs: random() * CUT_WITHIN_MS },
      { when: 'after' },
    ]);
  };

  const paid = async <T>(call: (entries: UsageEntry[]) => Promise<T>): Promise<T> => {
    const id = randomUUID();
    usageSent.add(id);
    const answer = await call([{ ...usage(0.001, pick(random, ['episode_generation', 'research'])), id }]);
    usageAnswered.add(id);
    return answer;
  };

  const work = async (worker: MortalWorker, job: ClaimedJob) => {
    for (const seq of [1, 2]) {
      const answer = await paid((entries) =>
        worker.report(job, seq, seq * 30, { blocks: [{ content: `Part ${seq}` }], usage: entries }),
      );
      expect(answer, 'a live lease is nobody else’s').toMatchObject({ continue: true });
    }
    // Out of the map before the job's end: from the commit on somebody else may have it.
    live.delete(job.job_id);
    if (random() < FAILURE_RATE) {
      expect(await paid((entries) => worker.fail(job, 'At random', entries))).toMatchObject({ status: 'pending' });
      return;
    }
    expect(await paid((entries) => worker.complete(job, result(entries)))).toMatchObject({
      accepted: true,
      duplicate: false,
    });
    done.add(job.job_id);
  };

  /** The leases of a dead worker run out (the clock is moved for them alone), and the sweep gives them up. */
  const bury = async (name: string) => {
    deaths += 1;
    await scene.sql`update episode_schedule_queue set lease_expires_at = now() - interval '1 second'
      where lease_worker = ${name} and status = 'processing'`;
    await scene.sql`select expire_leases()`;
    // Its last word may have arrived.
    const ended = await scene.sql<{ id: string }[]>`
      select id from episode_schedule_queue where lease_worker = ${name} and status = 'completed'`;
    for (const { id } of ended) done.add(id);
  };

  const haunt = async (ghost: ClaimedJob) => {
    const answer = await scene
      .complete(ghost, { usage: [{ ...usage(1), id: randomUUID() }] })
      .catch((error: { code?: string }) => error.code);
    const isHarmless = answer === 'SR423' || (typeof answer === 'object' && (answer.duplicate || !answer.accepted));
    expect(isHarmless, 'a ghost changes nothing').toBe(true);
  };

  const liveOn = async (number: number) => {
    for (let life = 1; done.size < JOBS; life += 1) {
      const worker = new MortalWorker({
        url: scene.url,
        name: `worker ${number}, life ${life}`,
        overseer: scene.sql,
        fate,
      });
      const held = new Map<string, ClaimedJob>();
      try {
        while (done.size < JOBS) {
          const ghost = random() < 0.2 ? ghosts.pop() : undefined;
          if (ghost !== undefined) await haunt(ghost);
          const next = news.promise;
          const jobs = await worker.claim(between(random, 1, 2));
          for (const job of jobs) {
            expect(live.has(job.job_id), 'no live lease is given to a second worker').toBe(false);
            live.set(job.job_id, worker.name);
            held.set(job.job_id, job);
          }
          expect(live.size).toBeLessThanOrEqual(CAP);
          for (const job of jobs) {
            await work(worker, job);
            held.delete(job.job_id);
            tellNews();
          }
          if (jobs.length === 0) await next;
        }
        await worker.end();
      } catch (error) {
        if (!(error instanceof WorkerDied)) throw error;
        for (const id of held.keys()) live.delete(id);
        await bury(worker.name);
        ghosts.push(...held.values());
        tellNews();
      }
    }
    tellNews();
  };
  await Promise.all(Array.from({ length: WORKERS }, (_, index) => liveOn(index + 1)));
  expect(deaths).toBeGreaterThan(JOBS * DEATH_RATE);

  await expectEachCompletedOnce();
  await expectOrderAndCap(ranks);
  await expectMoneyAddsUp(usageSent, usageAnswered);
  // A fixed amount of work, not a wait: on two cores beside another test it is minutes.
}, 600_000);

function result(entries: UsageEntry[]): GenerationResult {
  return { title: 'A title', summary: 'A summary', blocks: [{ content: 'New text.' }], usage: entries };
}

/** The place of each job in the queue, by episode: the greater priority first, then the earlier start. */
async function queueJobs(random: () => number): Promise<Map<string, number>> {
  const studios = await Promise.all(
    Array.from({ length: STUDIOS }, () => scene.studio({ dailyLimit: 1e6, episodeLimit: 1e6 })),
  );
  const start = Date.now();
  const jobs = Array.from({ length: JOBS }, (_, index) => {
    const studio = pick(random, studios);
    return {
      organization_id: studio.organization,
      project_id: studio.project,
      episode_id: randomUUID(),
      idempotency_key: randomUUID(),
      priority: between(random, 1, 10),
      // No two alike, so that there is one right order.
      generation_start_time: new Date(start - 1 - ((index * 7919) % JOBS) * 1000),
      max_attempts: 1000,
    };
  });
  const episodes = jobs.map(({ episode_id, organization_id, project_id }, index) => ({
    id: episode_id,
    organization_id,
    project_id,
    sequence_number: index + 1,
  }));
  await scene.sql`insert into episodes ${scene.sql(episodes)}`;
  await scene.sql`insert into episode_schedule_queue ${scene.sql(jobs)}`;
  await scene.sql`update app_settings set value = '[0]' where key = 'generation.retry_minutes'`;
  await scene.sql`update app_settings set value = ${CAP} where key = 'generation.concurrency'`;
  const inOrder = jobs.toSorted(
    (a, b) => b.priority - a.priority || a.generation_start_time.getTime() - b.generation_start_time.getTime(),
  );
  return new Map(inOrder.map(({ episode_id }, place) => [episode_id, place]));
}

async function expectEachCompletedOnce(): Promise<void> {
  const [jobs] = await scene.sql`
    select count(*) filter (where status = 'completed')::int as completed,
      count(*) filter (where jsonb_path_query_array(attempts, '$[*] ? (@.outcome == "completed")') = jsonb_build_array(attempts -> -1))::int as once,
      count(*) filter (where jsonb_path_query_array(attempts, '$[*].attempt') = (select jsonb_agg(n) from generate_series(1, attempt_count) n))::int as counted
    from episode_schedule_queue`;
  expect(jobs).toEqual({ completed: JOBS, once: JOBS, counted: JOBS });
  const [texts] = await scene.sql`
    select count(*)::int as blocks, count(distinct episode_id)::int as episodes, count(*) filter (where content <> 'New text.')::int as leftovers
    from blocks where deleted_at is null`;
  expect(texts).toEqual({ blocks: JOBS, episodes: JOBS, leftovers: 0 });
  const [episodes] = await scene.sql`select count(*)::int as published from episodes where status = 'PUBLISHED'`;
  expect(episodes?.published).toBe(JOBS);
  // Every transition is in the audit log: each attempt's begin, each end, once.
  const [audit] = await scene.sql`
    select count(*) filter (where action = 'generation_job.processing')::int - (select sum(attempt_count)::int from episode_schedule_queue) as begun,
      count(*) filter (where action = 'generation_job.completed')::int as completed
    from audit_log`;
  expect(audit).toEqual({ begun: 0, completed: JOBS });
}

/** Claims take turns, so the first attempts must have begun exactly in the order of the queue. */
async function expectOrderAndCap(places: Map<string, number>): Promise<void> {
  const attempts = await scene.sql<{ episode_id: string; attempt: number; started: number; ended: number }[]>`
    select q.episode_id, (a ->> 'attempt')::int as attempt,
      extract(epoch from (a ->> 'started_at')::timestamptz)::float8 as started,
      extract(epoch from (a ->> 'ended_at')::timestamptz)::float8 as ended
    from episode_schedule_queue q, jsonb_array_elements(q.attempts) a`;
  const begun = attempts
    .filter(({ attempt }) => attempt === 1)
    .map(({ episode_id, started }) => ({ place: places.get(episode_id) ?? Number.NaN, started }))
    // Jobs of one claim begin at one moment.
    .sort((a, b) => a.started - b.started || a.place - b.place);
  expect(begun.map(({ place }) => place)).toEqual([...Array(JOBS).keys()]);

  // An attempt's end is noted before it is committed, its begin after its claim has counted what runs: what overlaps here did so.
  const edges = attempts
    .filter(({ started, ended }) => started < ended)
    .flatMap(({ started, ended }) => [
      { at: started, change: 1 },
      { at: ended, change: -1 },
    ])
    .sort((a, b) => a.at - b.at || a.change - b.change);
  let running = 0;
  let most = 0;
  for (const { change } of edges) {
    running += change;
    most = Math.max(most, running);
  }
  expect(most).toBe(CAP);
}

async function expectMoneyAddsUp(sent: Set<string>, answered: Set<string>): Promise<void> {
  const rows = await scene.sql<{ id: string }[]>`select id from token_usage`;
  const recorded = new Set(rows.map(({ id }) => id));
  expect(
    [...recorded].filter((id) => !sent.has(id)),
    'only what a living worker sent',
  ).toEqual([]);
  expect(
    [...answered].filter((id) => !recorded.has(id)),
    'all that was acknowledged',
  ).toEqual([]);
  const [sums] = await scene.sql`
    select (select sum(cost_gbp) from token_usage)::float8 as raw, (select sum(cost_gbp) from token_usage_daily)::float8 as daily,
      (select sum(cost_gbp) from episode_schedule_queue)::float8 as jobs,
      (select sum((a ->> 'cost_gbp')::numeric) from episode_schedule_queue q, jsonb_array_elements(q.attempts) a)::float8 as attempts`;
  expect(sums).toEqual({ raw: sums?.raw, daily: sums?.raw, jobs: sums?.raw, attempts: sums?.raw });
  const wrong = await scene.sql`
    select * from (
      select organization_id, operation::text, count(*) as calls, sum(total_tokens) as tokens, sum(cost_gbp) as cost from token_usage group by 1, 2
    ) raw full join (
      select organization_id, e.key as operation, sum((e.value ->> 'calls')::bigint) as calls, sum((e.value ->> 'tokens')::bigint) as tokens,
        sum((e.value ->> 'cost_gbp')::numeric) as cost
      from token_usage_daily, jsonb_each(by_operation) e group by 1, 2
    ) daily using (organization_id, operation, calls, tokens, cost)
    where raw is null or daily is null`;
  expect(wrong).toEqual([]);
}
