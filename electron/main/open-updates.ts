import type { DeskHost } from '../host/desk-host.ts';
import { after } from './after.ts';
import type { BootOptions } from './boot.ts';
import type { DesktopStateBoard } from './desktop-state.ts';
import type { EngineSupervisor } from './engine-supervisor.ts';
import { updaterOrWhyNot } from './find-updater.ts';
import { prepareUpdate } from './prepare-update.ts';
import type { Quitting } from './quitting.ts';
import { Updates } from './updates.ts';

export interface UpdatesOfApp {
  options: Pick<BootOptions, 'environment' | 'findUpdater' | 'platform'>;
  board: DesktopStateBoard;
  desk: DeskHost;
  engine: EngineSupervisor;
  quitting: Quitting;
  log(line: string): void;
}

/** The updates of this app, which look for the first time in a moment, or say why there are none. */
export async function openUpdates({ options, board, desk, engine, quitting, log }: UpdatesOfApp): Promise<Updates> {
  const { environment, findUpdater, platform } = options;
  const updates = new Updates({
    updater: await updaterOrWhyNot(findUpdater, log),
    onState: (update) => board.set({ update }),
    prepare: (onBackup) => prepareUpdate(desk, engine, onBackup),
    closeDesk: () => quitting.handOver(),
    reopenDesk: () => quitting.takeBack(),
    now: () => new Date(),
    platform,
    // As the new file says it itself: a desk that is opened while this one ends is opened from there.
    onImage(path) {
      environment.APPIMAGE = path;
    },
    after,
    log,
  });
  board.set({ update: updates.state });
  updates.start();
  return updates;
}
