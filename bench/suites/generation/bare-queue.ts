import type { Sql } from 'postgres';
import type { Queue } from './queue-throughput.ts';

const TEXT = 'A paragraph of some length about storage, rates and the grid. '.repeat(80);

/** The least that could do the same: one table, one index, the textbook claim. */
export async function bareQueue(owner: Sql): Promise<Queue<{ id: number }>> {
  await owner`create table bare_jobs (
    id integer primary key, priority integer not null, status text not null default 'pending', percent integer not null default 0, message text
  )`;
  await owner`create index on bare_jobs (priority desc, id) where status = 'pending'`;
  await owner`create table bare_texts (job_id integer primary key, content text not null)`;
  return {
    async fill(jobs) {
      await owner`truncate bare_jobs, bare_texts`;
      await owner`insert into bare_jobs (id, priority) select n, n % 10 from generate_series(1, ${jobs}) n`;
    },
    async claim(worker) {
      const [job] = await worker<{ id: number }[]>`
        update bare_jobs set status = 'processing' where id = (
          select id from bare_jobs where status = 'pending' order by priority desc, id limit 1 for update skip locked
        ) returning id`;
      return job ?? null;
    },
    progress: (worker, { id }) => worker`update bare_jobs set percent = 50, message = 'Writing' where id = ${id}`,
    complete: (worker, { id }) => worker`
      with done as (update bare_jobs set status = 'completed' where id = ${id} returning id)
      insert into bare_texts (job_id, content) select id, ${TEXT} from done`,
  };
}
