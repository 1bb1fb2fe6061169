import type { DeskHost } from '../host/desk-host.ts';
import type { EngineSupervisor } from './engine-supervisor.ts';
import type { PreparedUpdate } from './updates.ts';

/** How long an update waits for a change of the workspace, in milliseconds: one that waits for a demo's cloud can take minutes. */
const SETTLE_MS = 15_000;

/**
 * Sends what waits and makes a backup, in the desk's turn: between two desks no engine runs either, and that is not the desk
 * without one that needs no backup. `onBackup` is told when the first is done.
 */
export async function prepareUpdate(
  desk: Pick<DeskHost, 'settled'>,
  engine: Pick<EngineSupervisor, 'prepareUpdate'>,
  onBackup: () => void,
): Promise<PreparedUpdate> {
  const late = Promise.withResolvers<'late'>();
  const limit = setTimeout(() => late.resolve('late'), SETTLE_MS);
  const settled = await Promise.race([desk.settled(), late.promise]);
  clearTimeout(limit);
  return settled === 'late' ? { unsent: 0, backup: 'failed' } : engine.prepareUpdate(onBackup);
}
