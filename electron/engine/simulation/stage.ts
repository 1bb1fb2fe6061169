import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Schedule } from './actions.ts';
import type { Violation } from './oracles.ts';
import { runSchedule } from './run-schedule.ts';
import { SimulatedCloud } from './simulated-cloud.ts';
import { type AlterDesk, StorePool } from './store-pool.ts';

/** Memory that looks like a folder; the durability of files is not what runs on it are about. */
const IN_MEMORY = '/dev/shm';

/** What schedules are played on, one after the other: one cloud database and a pool of stores. */
export class Stage {
  readonly cloud: SimulatedCloud;
  readonly #pool: StorePool;
  readonly #folder: string;

  private constructor(cloud: SimulatedCloud, pool: StorePool, folder: string) {
    this.cloud = cloud;
    this.#pool = pool;
    this.#folder = folder;
  }

  /** @param databaseUrl a fresh database with all cloud migrations */
  static async open(databaseUrl: string, alterDesk?: AlterDesk): Promise<Stage> {
    const folder = await mkdtemp(join(existsSync(IN_MEMORY) ? IN_MEMORY : tmpdir(), 'showrunner-simulation-'));
    const stores = join(folder, 'stores');
    await mkdir(stores);
    return new Stage(new SimulatedCloud(databaseUrl), new StorePool(stores, alterDesk), folder);
  }

  async play(schedule: Schedule): Promise<Violation[]> {
    const folder = await mkdtemp(join(this.#folder, 'scene-'));
    const stores = await Promise.all(Array.from({ length: schedule.desks }, () => this.#pool.take()));
    try {
      return await runSchedule(schedule, { cloud: this.cloud, stores, folder });
    } finally {
      for (const store of stores) await this.#pool.giveBack(store);
      await rm(folder, { recursive: true, force: true });
    }
  }

  async close(): Promise<void> {
    await this.#pool.close();
    await this.cloud.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
