import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordedFiles } from '../store/power-cut/recording-instructions.ts';
import { testTemplate } from '../store/testing/test-store.ts';
import type { Schedule } from './actions.ts';
import type { Violation } from './oracles.ts';
import { RecordedMachine } from './recorded-machine.ts';
import { runSchedule } from './run-schedule.ts';
import { SimulatedCloud } from './simulated-cloud.ts';
import { type AlterDesk, StorePool } from './store-pool.ts';

/** Memory that looks like a folder; the durability of files is not what runs on it are about. */
const IN_MEMORY = '/dev/shm';

/** What a planted bug changes; nothing in ordinary runs. */
export interface StageChanges {
  alterDesk?: AlterDesk;
  files?: RecordedFiles;
}

/** What schedules are played on, one after the other: one cloud database and a pool of stores. */
export class Stage {
  readonly cloud: SimulatedCloud;
  readonly #pool: StorePool;
  readonly #folder: string;
  readonly #files: RecordedFiles;

  private constructor(cloud: SimulatedCloud, pool: StorePool, folder: string, files: RecordedFiles) {
    this.cloud = cloud;
    this.#pool = pool;
    this.#folder = folder;
    this.#files = files;
  }

  /** @param databaseUrl a fresh database with all cloud migrations */
  static async open(databaseUrl: string, changes: StageChanges = {}): Promise<Stage> {
    const folder = await mkdtemp(join(existsSync(IN_MEMORY) ? IN_MEMORY : tmpdir(), 'showrunner-simulation-'));
    await testTemplate();
    const stores = join(folder, 'stores');
    await mkdir(stores);
    return new Stage(
      new SimulatedCloud(databaseUrl),
      new StorePool(stores, changes.alterDesk),
      folder,
      changes.files ?? 'durable',
    );
  }

  async play(schedule: Schedule): Promise<Violation[]> {
    const folder = await mkdtemp(join(this.#folder, 'scene-'));
    try {
      return await (schedule.stores === 'disk' ? this.#onDisks(schedule, folder) : this.#onPool(schedule, folder));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async #onPool(schedule: Schedule, folder: string): Promise<Violation[]> {
    const machines = await Promise.all(Array.from({ length: schedule.desks }, () => this.#pool.take()));
    try {
      return await runSchedule(schedule, { cloud: this.cloud, machines, folder });
    } finally {
      for (const machine of machines) await this.#pool.giveBack(machine);
    }
  }

  async #onDisks(schedule: Schedule, folder: string): Promise<Violation[]> {
    const machines: RecordedMachine[] = [];
    for (let index = 0; index < schedule.desks; index += 1)
      machines.push(await RecordedMachine.open(join(folder, `machine-${index}`), this.#files));
    try {
      return await runSchedule(schedule, { cloud: this.cloud, machines, folder });
    } finally {
      for (const machine of machines) await machine.close();
    }
  }

  async close(): Promise<void> {
    await this.#pool.close();
    await this.cloud.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
