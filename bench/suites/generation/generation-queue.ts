import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import type { ClaimedJob, GenerationResult, PartialResult } from '../../../shared/domain/generation.ts';
import type { Queue } from './queue-throughput.ts';

/** Jobs of one organisation share its daily sum, so its workers wait for each other there; a service has many organisations. */
const ORGANIZATIONS = 20;
const TEXT = 'A paragraph of some length about storage, rates and the grid. '.repeat(80);

const usage = () => [
  {
    id: randomUUID(),
    operation: 'episode_generation' as const,
    model: 'bench',
    prompt_tokens: 4000,
    completion_tokens: 1500,
    cost_usd: 0.0125,
    cost_gbp: 0.01,
  },
];

/** The generation contract, as the role of n8n calls it over REST. */
export function generationQueue(owner: Sql): Queue<ClaimedJob> {
  let round = 0;
  return {
    async fill(jobs) {
      await owner`update app_settings set value = '100000' where key = 'generation.concurrency'`;
      round += 1;
      const projects = Array.from({ length: ORGANIZATIONS }, (_, index) => ({
        id: randomUUID(),
        organization_id: `org_${round}_${index}`,
        title: 'Bench',
        onboarding_brief: 'The future of UK fintech',
      }));
      const organizations = projects.map(({ organization_id: id }) => ({
        id,
        organization_id: id,
        name: 'Bench',
        daily_cost_limit_gbp: 1e6,
        episode_cost_limit_gbp: 1e6,
      }));
      await owner`insert into organizations ${owner(organizations)}`;
      await owner`insert into projects ${owner(projects)}`;
      await owner`
        insert into episodes (organization_id, project_id, sequence_number)
        select p.organization_id, p.id, n from projects p, generate_series(1, ${Math.ceil(jobs / ORGANIZATIONS)}) n
        where p.organization_id like ${`org\\_${round}\\_%`} order by n limit ${jobs}`;
      await owner`
        insert into episode_schedule_queue (organization_id, project_id, episode_id, idempotency_key, priority)
        select e.organization_id, e.project_id, e.id, gen_random_uuid(), 1 + e.sequence_number % 10
        from episodes e where e.organization_id like ${`org\\_${round}\\_%`}`;
    },
    async claim(worker) {
      const [row] = await worker<{ jobs: ClaimedJob[] }[]>`select claim_generation_jobs('bench', 1) as jobs`;
      return row?.jobs[0] ?? null;
    },
    progress(worker, { job_id, lease_token }) {
      const partial: PartialResult = { usage: usage(), blocks: [{ content: TEXT }] };
      return worker`select report_generation_progress(
        ${job_id}, ${lease_token}, 'writing', 50, 'Writing', 60, ${JSON.stringify(partial)}::text::jsonb, 1)`;
    },
    complete(worker, { job_id, lease_token }) {
      const result: GenerationResult = {
        title: 'A title',
        summary: 'A summary',
        blocks: [{ content: TEXT }],
        usage: usage(),
      };
      return worker`select complete_generation(${job_id}, ${lease_token}, ${JSON.stringify(result)}::text::jsonb)`;
    },
  };
}
