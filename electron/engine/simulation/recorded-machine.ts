import { statSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LocalStore } from '../store/local-store.ts';
import { type OpenStoreOptions, openStore } from '../store/open-store.ts';
import { readJournal } from '../store/power-cut/journal.ts';
import { instructRecording, type RecordedFiles } from '../store/power-cut/recording-instructions.ts';
import { type CutModel, SimulatedDisk } from '../store/power-cut/simulated-disk.ts';
import { testTemplate } from '../store/testing/test-store.ts';
import type { Machine, MortalDisk } from './machine.ts';

/** Housekeeping and watchdogs would come by real time, which no schedule can repeat: checkpoints are actions instead. */
const NO_TIMERS = { after: () => () => undefined };

/** A machine whose store writes real files, all of which is recorded, so that it can lose its power. */
export class RecordedMachine implements Machine, MortalDisk {
  readonly disk = this;
  readonly #folder: string;
  readonly #files: RecordedFiles;
  #store: LocalStore;
  #life: Life;

  private constructor(folder: string, files: RecordedFiles, opened: Opened) {
    this.#folder = folder;
    this.#files = files;
    this.#store = opened.store;
    this.#life = opened.life;
  }

  /** @param folder scratch, removed by `close` */
  static async open(folder: string, files: RecordedFiles): Promise<RecordedMachine> {
    await mkdir(folder, { recursive: true });
    // A first opening lays the files down; what is recorded starts from them.
    const store = await openStore({ dataDir: folder, templateDir: await testTemplate(), timers: NO_TIMERS });
    await store.close();
    return new RecordedMachine(folder, files, await turnOn(folder, files, 0));
  }

  get store(): LocalStore {
    return this.#store;
  }

  async breakInstance(): Promise<void> {
    await this.#life.instance()?.terminate();
  }

  async losePower(model: CutModel, random: () => number): Promise<void> {
    const { disk, journal, number } = this.#life;
    const moment = statSync(journal).size;
    // Closing writes as well, but behind the moment.
    await this.#store.close();
    for (const { operation, end } of readJournal(journal)) if (end <= moment) disk.apply(operation);
    const left = join(this.#folder, 'left');
    await disk.cut(left, model, random);
    await rm(join(this.#folder, 'pgdata'), { recursive: true });
    await rename(left, join(this.#folder, 'pgdata'));
    await rm(journal);
    const { store, life } = await turnOn(this.#folder, this.#files, number + 1);
    this.#store = store;
    this.#life = life;
  }

  checkpoint(): Promise<void> {
    return this.#store.maintain('checkpoint');
  }

  async close(): Promise<void> {
    await this.#store.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** From one power cut to the next. */
interface Life {
  number: number;
  /** The disk as it was when the machine was turned on, all of it safe. */
  disk: SimulatedDisk;
  journal: string;
  instance(): Instance | null;
}

type Instance = Parameters<NonNullable<OpenStoreOptions['onInstance']>>[0];

interface Opened {
  store: LocalStore;
  life: Life;
}

async function turnOn(folder: string, files: RecordedFiles, number: number): Promise<Opened> {
  const directory = join(folder, 'pgdata');
  const disk = await SimulatedDisk.load(directory);
  const journal = join(folder, `journal-${number}`);
  let instance: Instance | null = null;
  const store = await openStore({
    dataDir: folder,
    templateDir: await testTemplate(),
    timers: NO_TIMERS,
    workerUrl: instructRecording(directory, { journal, files }),
    onInstance: (opened) => {
      instance = opened;
    },
  });
  return { store, life: { number, disk, journal, instance: () => instance } };
}
