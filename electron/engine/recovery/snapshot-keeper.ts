import type { LocalStore } from '../store/local-store.ts';
import type { Timers } from '../store/timers.ts';
import { COUNT_ROWS, recordContent } from './content.ts';
import { keepReserve } from './reserve-file.ts';
import { listSnapshots, type Snapshot } from './snapshot-list.ts';
import { takeSnapshot } from './take-snapshot.ts';

/** How often it is looked whether one is due, in milliseconds. */
const LOOK_MS = 5 * 60_000;
/** Nothing was committed for so long: nobody is typing. In milliseconds. */
const IDLE_MS = 60_000;
/** A backup is made when the last is older, in milliseconds. */
const EVERY_MS = 60 * 60_000;
/**
 * A clock that is set right goes back by seconds, seldom by a minute; in milliseconds. One that is further behind the last backup
 * tells nothing of its age.
 */
const SET_RIGHT_MS = 2 * 60_000;

export interface SnapshotKeeperOptions {
  store: LocalStore;
  dataDir: string;
  workerUrl: URL;
  timers: Timers;
  now: () => Date;
  /** See SnapshotOptions. */
  isLogged: () => Promise<boolean>;
  /** Hears why one could not be made; for the log. The next is tried at the next look. */
  onFailure: (error: unknown) => void;
}

/** Makes backups of the store while nobody works on it. */
export class SnapshotKeeper {
  readonly #options: SnapshotKeeperOptions;
  readonly #stopListening: () => void;
  #cancel: () => void = () => undefined;
  #lastChange: number;
  #hasChanged = true;
  /** The last that was begun, ended or not. */
  #taking: Promise<void> | null = null;
  /** The one that is being made because somebody asked. */
  #asked: Promise<Snapshot | null> | null = null;
  readonly #closing = new AbortController();

  constructor(options: SnapshotKeeperOptions) {
    this.#options = options;
    this.#lastChange = options.now().getTime();
    this.#stopListening = options.store.onChange(() => {
      this.#lastChange = options.now().getTime();
      this.#hasChanged = true;
    });
    this.#plan();
  }

  /** Makes one now if it is due. */
  async look(): Promise<void> {
    const { dataDir, now, onFailure } = this.#options;
    await keepReserve(dataDir).catch(onFailure);
    const time = now().getTime();
    // The clock may have been set back since, by a year: nobody has typed for as long as it has gone on from there.
    this.#lastChange = Math.min(this.#lastChange, time);
    if (!this.#hasChanged || time - this.#lastChange < IDLE_MS) return;
    const [newest] = await listSnapshots(dataDir);
    if (newest !== undefined && isRecent(time - newest.takenAt.getTime())) return;
    await this.#take().catch(onFailure);
  }

  /**
   * Makes one now, whatever was made before: a person asked, or the app is about to be replaced. Who asks while it is being made
   * gets the same one. Null when there is no room.
   */
  takeNow(): Promise<Snapshot | null> {
    if (this.#asked === null) {
      const before = this.#taking ?? Promise.resolve();
      this.#asked = before
        .then(() => this.#take())
        .finally(() => {
          this.#asked = null;
        });
      // Closing waits for this one too; who asked hears how it ended.
      this.#taking = this.#asked.then(
        () => undefined,
        () => undefined,
      );
    }
    return this.#asked;
  }

  /** Before the store closes; gives up one that is being made, which can take longer than a process has to close. */
  async close(): Promise<void> {
    this.#closing.abort(new Error('The app was closed while a backup was being made, so it was given up.'));
    this.#stopListening();
    this.#cancel();
    await this.#taking;
  }

  async #take(): Promise<Snapshot | null> {
    const { store, dataDir, workerUrl, now, isLogged } = this.#options;
    const { signal } = this.#closing;
    this.#hasChanged = false;
    try {
      const taken = await takeSnapshot({ store, dataDir, workerUrl, countRows: COUNT_ROWS, now, isLogged, signal });
      await recordContent(store, dataDir);
      return taken;
    } catch (error) {
      this.#hasChanged = true;
      // Whatever failed then failed for that.
      signal.throwIfAborted();
      throw error;
    }
  }

  #plan(): void {
    if (this.#closing.signal.aborted) return;
    this.#cancel = this.#options.timers.after(LOOK_MS, () => {
      const before = this.#taking ?? Promise.resolve();
      this.#taking = before.then(() => this.look()).finally(() => this.#plan());
    });
  }
}

/** Whether a backup of that age, in milliseconds, is enough for now. */
function isRecent(age: number): boolean {
  return age < EVERY_MS && age > -SET_RIGHT_MS;
}
