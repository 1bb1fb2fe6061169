import { act, deliver } from './act.ts';
import type { Schedule } from './actions.ts';
import { judgeEnd, judgeStatus, type Violation } from './oracles.ts';
import { type Scene, type SceneParts, setScene } from './scene.ts';

/** Rounds after which a scene without faults must be at rest; each takes a minute of virtual time. */
const ROUNDS = 40;
const ROUND_MS = 61_000;
/** Calls of one desk in one round; more is a loop. */
const CALLS = 200;

/** Plays a schedule to its end, heals everything, waits for rest and judges. An empty answer means that every promise was kept. */
export async function runSchedule(schedule: Schedule, parts: SceneParts): Promise<Violation[]> {
  const scene = await setScene(schedule, parts);
  try {
    for (const desk of scene.desks) await desk.start();
    await scene.activity.quiet();
    for (const [index, action] of schedule.actions.entries()) {
      await act(scene, action);
      const violations = await judgeStatus(scene);
      if (violations.length > 0)
        return violations.map((one) => ({ ...one, detail: `after action ${index}: ${one.detail}` }));
    }
    const violations = await rest(scene);
    if (violations.length > 0) return violations;
    return await judgeEnd(scene);
  } catch (error) {
    return [{ rule: 'no-crash', detail: error instanceof Error ? (error.stack ?? error.message) : String(error) }];
  } finally {
    for (const desk of scene.desks) desk.kill(0, true);
    await scene.activity.quiet();
    await parts.cloud.release(false);
  }
}

/** Everything works again, and the people wait. */
async function rest(scene: Scene): Promise<Violation[]> {
  const { cloud, organization } = scene;
  await act(scene, { do: 'release', commit: true });
  await cloud.sql`update organization_members set deleted_at = null where organization_id = ${organization}`;
  for (const desk of scene.desks) {
    desk.signedIn = true;
    await desk.start();
    // At rest nobody asks the cloud again, so what a broken database loses then would look like a row that never came.
    desk.break(null);
    desk.setNetwork(true);
    desk.setRealtime(true);
    await desk.command('sync.set-offline', { offline: false });
  }
  let quietRounds = 0;
  for (let round = 0; round < ROUNDS && quietRounds < 2; round += 1) {
    const before = scene.pushes.length;
    let ready = true;
    for (const desk of scene.desks) {
      const status = desk.status();
      if (status?.connection.state === 'paused' && status.connection.reasons.includes('needs-confirmation'))
        await desk.command('sync.confirm-deletions', { accept: true });
      await desk.command('sync.now', {});
      const calls = await deliver(scene, desk, CALLS);
      if (calls === CALLS) return [{ rule: 'settles', detail: `desk ${desk.parts.index} calls without an end` }];
      const after = desk.status();
      ready &&= after?.connection.state === 'online' && after.pending_count === 0;
    }
    quietRounds = ready && scene.pushes.length === before ? quietRounds + 1 : 0;
    await scene.time.advance(ROUND_MS, () => scene.activity.quiet());
  }
  if (quietRounds >= 2) return [];
  const states = scene.desks.map((desk) => JSON.stringify(desk.status()));
  return [{ rule: 'settles', detail: `not at rest after ${ROUNDS} minutes: ${states.join('\n')}` }];
}
