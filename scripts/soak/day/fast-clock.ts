import type { Sql } from 'postgres';

/** The day goes so many times as fast as the wall's clock. */
export const SPEED = 60;
const TICK_MS = 1_000;

/**
 * What the schedule would do in a day. A database has one clock, which cannot be hurried: the parts of the due work that look at
 * delivery slots are run for the simulated time, and a job or a wait whose simulated hour has come is put to now. Leases stay real.
 */
export function startFastClock(sql: Sql): { stop(): Promise<{ made: number; delivered: number }> } {
  const begun = Date.now();
  const sum = { made: 0, delivered: 0 };
  let running = Promise.resolve();
  const tick = async (): Promise<void> => {
    const now = new Date(begun + (Date.now() - begun) * SPEED);
    const [work] = await sql<{ made: number; delivered: number }[]>`
      select (schedule_due_episodes(${now}) ->> 'scheduled')::int as made, (deliver_due_episodes(${now}) ->> 'delivered')::int as delivered`;
    sum.made += work?.made ?? 0;
    sum.delivered += work?.delivered ?? 0;
    await sql`select retire_notes(${now})`;
    await sql`
      update episode_schedule_queue
      set generation_start_time = least(generation_start_time, now()), next_retry_at = least(next_retry_at, now())
      where status = 'pending' and deleted_at is null and greatest(generation_start_time, next_retry_at) between now() and ${now}`;
  };
  const timer = setInterval(() => {
    running = running.then(tick);
    running.catch(() => undefined);
  }, TICK_MS);
  return {
    async stop() {
      clearInterval(timer);
      await running;
      return sum;
    },
  };
}
