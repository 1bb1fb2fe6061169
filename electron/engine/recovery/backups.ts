import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Backup, BackupList } from '../../../shared/ipc/desk-requests.ts';
import { EngineFailure } from '../engine-failure.ts';
import { treeBytes } from '../store/durable-files.ts';
import { readMeta } from '../store/meta.ts';
import type { SnapshotKeeper } from './snapshot-keeper.ts';
import { listSnapshots, type Snapshot, snapshotName } from './snapshot-list.ts';
import { beginRecovery } from './unfinished-recovery.ts';

/** The backups of a data directory, as a person sees them. */
export class Backups {
  readonly #dataDir: string;
  readonly #keeper: Pick<SnapshotKeeper, 'takeNow'>;

  constructor(dataDir: string, keeper: Pick<SnapshotKeeper, 'takeNow'>) {
    this.#dataDir = dataDir;
    this.#keeper = keeper;
  }

  async list(): Promise<BackupList> {
    const snapshots = await listSnapshots(this.#dataDir);
    const aside = join(this.#dataDir, 'set-aside');
    const names = (await readdir(aside).catch(() => [])).toSorted().reverse();
    return {
      backups: await Promise.all(snapshots.map(describe)),
      set_aside: await Promise.all(names.map(async (name) => ({ name, bytes: await treeBytes(join(aside, name)) }))),
      folder: this.#dataDir,
    };
  }

  /** Throws an EngineFailure `disk-full` when there is no room. */
  async make(): Promise<Backup> {
    const made = await this.#keeper.takeNow();
    if (made === null) {
      throw new EngineFailure(
        'disk-full',
        'There is no room on the disk for a backup, so none was made. Everything is safe; free some space and try again.',
      );
    }
    return describe(made);
  }

  /** Notes durably that the next start begins from this backup; a start that is cut off begins with it again. */
  async chooseForNextStart(id: string): Promise<void> {
    const chosen = (await listSnapshots(this.#dataDir)).find(({ takenAt }) => snapshotName(takenAt) === id);
    if (chosen === undefined) {
      throw new EngineFailure('not-found', 'That backup is not there any more. Nothing was changed.');
    }
    await beginRecovery(this.#dataDir, { reason: 'chosen', snapshot: id });
  }
}

async function describe({ folder, takenAt }: Snapshot): Promise<Backup> {
  const meta = await readMeta(folder).catch(() => null);
  return {
    id: snapshotName(takenAt),
    taken_at: takenAt.toISOString(),
    bytes: await treeBytes(folder),
    rows: meta?.rows ?? null,
  };
}
