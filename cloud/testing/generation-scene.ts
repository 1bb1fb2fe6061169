import { randomUUID } from 'node:crypto';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll } from 'vitest';
import type {
  CancelAnswer,
  ClaimedJob,
  CompletionAnswer,
  FailureAnswer,
  GenerationError,
  GenerationResult,
  PartialResult,
  ProgressAnswer,
  RequestAnswer,
  UsageEntry,
} from '../../shared/domain/generation.ts';
import { asCaller, member, worker } from './as-caller.ts';
import { createDatabase, type TestDatabase } from './database.ts';
import { present } from './sync-caller.ts';

/** An organisation with one active project; its own connection pool belongs to the scene. */
export interface Studio {
  organization: string;
  user: string;
  project: string;
}

/** A database for a test file, and the generation contract as its callers have it. */
export interface Scene {
  readonly sql: Sql;
  readonly url: string;
  studio(options?: { dailyLimit?: number; episodeLimit?: number; timezone?: string }): Promise<Studio>;
  episode(studio: Studio, columns?: { title?: string; status?: string }): Promise<string>;
  request(studio: Studio, episode: string, key?: string, priority?: number): Promise<RequestAnswer>;
  cancel(studio: Studio, job: string): Promise<CancelAnswer>;
  claim(limit?: number, leaseSeconds?: number): Promise<ClaimedJob[]>;
  /** Requests an episode and claims until its job comes. */
  claimed(studio: Studio, episode: string): Promise<ClaimedJob>;
  report(job: ClaimedJob, report: Report): Promise<ProgressAnswer>;
  complete(job: ClaimedJob, result?: Partial<GenerationResult>): Promise<CompletionAnswer>;
  fail(job: ClaimedJob, error?: GenerationError, usage?: UsageEntry[], retryable?: boolean): Promise<FailureAnswer>;
  job(id: string): Promise<postgres.Row>;
  episodeRow(id: string): Promise<postgres.Row>;
  /** Of an episode, in order, without the deleted ones. */
  texts(episode: string): Promise<string[]>;
}

export interface Report {
  stage?: string;
  percent?: number;
  message?: string;
  eta?: number;
  partial?: PartialResult;
  seq?: number;
}

export function usage(cost: number, operation: UsageEntry['operation'] = 'episode_generation'): UsageEntry {
  return {
    operation,
    model: 'test-model',
    prompt_tokens: 1000,
    completion_tokens: 500,
    cost_usd: cost * 1.25,
    cost_gbp: cost,
  };
}

export function generationScene(create: () => Promise<TestDatabase> = createDatabase): Scene {
  let opened: { sql: Sql; url: string; close: () => Promise<void> } | null = null;
  beforeAll(async () => {
    const database = await create();
    const sql = postgres(database.url, { max: 12, onnotice: () => {} });
    const close = async () => {
      await sql.end({ timeout: 1 });
      await database.drop();
    };
    opened = { sql, url: database.url, close };
  });
  afterAll(() => opened?.close());
  const sql = () => present(opened).sql;
  const asWorker = <T>(name: string, args: Args) => call<T>(sql(), worker, name, args);

  const scene: Scene = {
    get sql() {
      return sql();
    },
    get url() {
      return present(opened).url;
    },
    async studio({ dailyLimit = 50, episodeLimit = 3, timezone = 'Europe/London' } = {}) {
      const organization = `org_${randomUUID()}`;
      const user = `user_of_${organization}`;
      const project = randomUUID();
      await sql().begin(async (t) => {
        await t`insert into organizations (id, organization_id, name, daily_cost_limit_gbp, episode_cost_limit_gbp, timezone)
          values (${organization}, ${organization}, 'Studio', ${dailyLimit}, ${episodeLimit}, ${timezone})`;
        await t`insert into users (id, name) values (${user}, 'Ada')`;
        await t`insert into organization_members (organization_id, user_id) values (${organization}, ${user})`;
        await t`insert into projects (id, organization_id, title, onboarding_brief)
          values (${project}, ${organization}, 'Fintech', 'The future of UK fintech')`;
      });
      return { organization, user, project };
    },
    async episode(studio, { title = '', status = 'DRAFT' } = {}) {
      const id = randomUUID();
      await sql()`insert into episodes (id, organization_id, project_id, sequence_number, title, status)
        values (${id}, ${studio.organization}, ${studio.project}, 1, ${title}, ${status})`;
      return id;
    },
    request: (studio, episode, key = randomUUID(), priority = 5) =>
      call(sql(), member(studio.user, studio.organization), 'request_generation', [
        [episode, 'uuid'],
        [key, 'uuid'],
        [priority, 'int'],
      ]),
    cancel: (studio, job) =>
      call(sql(), member(studio.user, studio.organization), 'cancel_generation', [[job, 'uuid']]),
    claim: (limit = 1, leaseSeconds = 900) =>
      asWorker('claim_generation_jobs', [
        ['worker-1', 'text'],
        [limit, 'int'],
        [leaseSeconds, 'int'],
      ]),
    async claimed(studio, episode) {
      const { job_id } = await scene.request(studio, episode, randomUUID(), 10);
      return present((await scene.claim(20)).find((job) => job.job_id === job_id));
    },
    report: (job, { stage = 'research', percent = 10, message = 'Reading', eta, partial, seq }) =>
      asWorker('report_generation_progress', [
        ...leaseOf(job),
        [stage, 'text'],
        [percent, 'int'],
        [message, 'text'],
        [eta ?? null, 'int'],
        [partial === undefined ? null : JSON.stringify(partial), 'jsonb'],
        [seq ?? null, 'bigint'],
      ]),
    complete: (job, result = {}) =>
      asWorker('complete_generation', [
        ...leaseOf(job),
        [
          JSON.stringify({ title: 'A title', summary: 'A summary', blocks: [{ content: 'New text.' }], ...result }),
          'jsonb',
        ],
      ]),
    fail: (job, error = { message: 'The model is overloaded.' }, usageEntries = [], retryable = true) =>
      asWorker('fail_generation', [
        ...leaseOf(job),
        [JSON.stringify(error), 'jsonb'],
        [JSON.stringify(usageEntries), 'jsonb'],
        [retryable, 'boolean'],
      ]),
    job: async (id) => present((await sql()`select * from episode_schedule_queue where id = ${id}`)[0]),
    episodeRow: async (id) => present((await sql()`select * from episodes where id = ${id}`)[0]),
    texts: async (episode) =>
      (
        await sql()<{ content: string }[]>`
          select content from blocks where episode_id = ${episode} and deleted_at is null order by position, id`
      ).map(({ content }) => content),
  };
  return scene;
}

type Args = [value: string | number | boolean | null, type: string][];

const leaseOf = (job: ClaimedJob): Args => [
  [job.job_id, 'uuid'],
  [job.lease_token, 'uuid'],
];

/** Arguments go as text and are cast, so that jsonb is not encoded twice by the driver. */
async function call<T>(sql: Sql, caller: Parameters<typeof asCaller>[1], name: string, args: Args): Promise<T> {
  const list = args.map(([, type], index) => `$${index + 1}::text::${type}`).join(', ');
  const values = args.map(([value]) => (value === null ? null : String(value)));
  const [row] = await asCaller(sql, caller, (t) =>
    t.unsafe<{ answer: T }[]>(`select ${name}(${list}) as answer`, values),
  );
  return present(row).answer;
}
