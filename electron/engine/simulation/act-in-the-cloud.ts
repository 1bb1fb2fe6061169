import type { Action } from './actions.ts';
import { pick } from './pick.ts';
import type { Scene } from './scene.ts';
import { writeBySql } from './sql-writer.ts';

/** Does what no desk does: time, the cloud's owner, late calls. */
export async function actInTheCloud(scene: Scene, action: Action): Promise<void> {
  const { cloud, organization, ledger } = scene;
  switch (action.do) {
    case 'time':
      await scene.time.advance(action.ms, () => scene.activity.quiet());
      return;
    case 'late': {
      const push = pick(scene.pushes, action.pick);
      if (push !== undefined) await cloud.call(push.caller, 'sync_push', push.args);
      return;
    }
    case 'sql': {
      // A lock that is not to be had in time: the person tries again later, or not.
      const written = await cloud.sql.begin((tx) => writeBySql(tx, organization, ledger, action)).catch(() => null);
      written?.commit();
      ring(scene);
      return;
    }
    case 'hold':
      await cloud.hold(async (sql) => {
        scene.held = await writeBySql(sql, organization, ledger, { what: action.what, pick: 0.5 });
      });
      return;
    case 'release': {
      const { held } = scene;
      scene.held = null;
      if ((await cloud.release(action.commit)) && held !== null) held.commit();
      ring(scene);
      return;
    }
    case 'limit':
      await cloud.sql`update organizations set project_limit = ${action.projects} where id = ${organization}`;
      return;
    case 'epoch':
      await cloud.sql`update sync_epoch set id = gen_random_uuid()`;
      return;
  }
}

/** News for every desk that listens. */
export function ring(scene: Scene): void {
  for (const desk of scene.desks) desk.process?.doorbell?.ring();
}
