import type { UpdateState } from '../../shared/ipc/desktop.ts';
import type { FoundUpdater } from './find-updater.ts';

/** What of electron-updater is used; the tests bring an updater of their own that is checked against its types. */
export interface Updater {
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  allowDowngrade: boolean;
  on(event: 'update-available', listener: (info: { version: string }) => void): unknown;
  on(event: 'update-not-available', listener: () => void): unknown;
  on(event: 'download-progress', listener: (progress: { percent: number }) => void): unknown;
  on(event: 'update-downloaded', listener: (info: { version: string }) => void): unknown;
  on(event: 'appimage-filename-updated', listener: (path: string) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  /** Null when it does not update this kind of package. What is downloaded from then on, and its failure, is told by events too. */
  checkForUpdates(): Promise<{ downloadPromise?: Promise<unknown> | null } | null>;
  quitAndInstall(isSilent?: boolean, isForceRunAfter?: boolean): void;
}

/** `unsent` edits go on waiting. `not-needed`: no engine runs, so nothing is sent and nothing can be backed up. */
export interface PreparedUpdate {
  unsent: number;
  backup: 'made' | 'not-needed' | 'no-room' | 'failed';
}

export interface UpdatesParts {
  updater: FoundUpdater;
  onState(state: UpdateState): void;
  /** Sends what waits, says so, and makes a backup. */
  prepare(onBackup: () => void): Promise<PreparedUpdate>;
  /** Rejects when it does not close in time. */
  closeDesk(): Promise<void>;
  /** After an installation that did not happen. Never rejects. */
  reopenDesk(): Promise<void>;
  now(): Date;
  /** The app's own file on Linux has another name from now on. */
  onImage(path: string): void;
  platform: NodeJS.Platform;
  after(ms: number, task: () => void): () => void;
  log(line: string): void;
}

/** The first look waits until the desk has started; then every four hours, in milliseconds. */
const FIRST_LOOK_MS = 30_000;
const LOOK_EVERY_MS = 4 * 60 * 60_000;

/**
 * How long an installer that was asked may take to end this app, in milliseconds: electron-updater ignores a second try after some
 * failures, and says nothing. Squirrel of macOS copies and verifies the version first, and one that was given up would end an app
 * on which somebody works again.
 */
const TAKE_OVER_MS = 120_000;
const TAKE_OVER_OF_SQUIRREL_MS = 15 * 60_000;

/** Ends of the sentence that says why nothing was installed. */
const NO_BACKUP = {
  'no-room':
    'the disk has no room for a backup. Nothing was changed; make room, then look for updates again in the settings.',
  failed: 'no backup could be made. Nothing was changed; look for updates again in the settings to try once more.',
};

/**
 * Updates of the installed app. An update is fetched by itself and installed when a person says so, and then in this order: what
 * waits is sent, the store is backed up, the engine is closed, and only then is anything replaced. An engine that runs and makes
 * no backup is not replaced: a newer version may change the store, and an older one refuses to open it then. Where none runs, as
 * with a store that does not open, the newer version may be what helps.
 */
export class Updates {
  readonly #parts: UpdatesParts;
  #state: UpdateState;
  #cancel: () => void = () => undefined;

  constructor(parts: UpdatesParts) {
    this.#parts = parts;
    const { updater } = parts;
    if ('none' in updater) {
      this.#state = { state: 'off', why: updater.none };
      return;
    }
    this.#state = { state: 'current', checked_at: null };
    updater.autoDownload = true;
    // Quitting is quick and replaces nothing unasked.
    updater.autoInstallOnAppQuit = false;
    // The store of a newer version does not open in an older one.
    updater.allowDowngrade = false;
    updater.on('update-available', ({ version }) => this.#set({ state: 'downloading', version, percent: 0 }));
    updater.on('update-not-available', () =>
      this.#set({ state: 'current', checked_at: this.#parts.now().toISOString() }),
    );
    updater.on('download-progress', ({ percent }) => {
      if (this.#state.state === 'downloading') this.#set({ ...this.#state, percent: Math.round(percent) });
    });
    updater.on('update-downloaded', ({ version }) => this.#set({ state: 'ready', version }));
    updater.on('appimage-filename-updated', (path) => parts.onImage(path));
    updater.on('error', (error) => this.#failed(error));
  }

  get state(): UpdateState {
    return this.#state;
  }

  start(): void {
    if (this.#state.state !== 'off') this.#plan(FIRST_LOOK_MS);
  }

  stop(): void {
    this.#cancel();
  }

  async check(): Promise<void> {
    const { updater } = this.#parts;
    if ('none' in updater) return;
    // What is being fetched, is ready or is being installed is not looked for again.
    if (this.#state.state !== 'current' && this.#state.state !== 'failed') return;
    this.#set({ state: 'checking' });
    try {
      const found = await updater.checkForUpdates();
      // No event comes of it: a folder that was unpacked on Linux, say, is not replaced by its own app.
      if (found === null) this.#set({ state: 'off', why: 'this kind of package is replaced by hand.' });
      // A download that breaks off rejects here after its event; unheard, that would count as a defect of this process.
      found?.downloadPromise?.catch(() => undefined);
    } catch (error) {
      this.#failed(error);
    }
  }

  async install(): Promise<void> {
    const { updater, prepare, closeDesk } = this.#parts;
    if ('none' in updater || this.#state.state !== 'ready') return;
    const { version } = this.#state;
    this.#set({ state: 'installing', version, step: 'sending' });
    const { backup, unsent } = await prepare(() => this.#set({ state: 'installing', version, step: 'backing-up' }));
    if (backup === 'no-room' || backup === 'failed') {
      this.#set({ state: 'failed', message: `Version ${version} was not installed, because ${NO_BACKUP[backup]}` });
      return;
    }
    this.#parts.log(`update to ${version}: backup ${backup}, ${unsent} edits go on waiting`);
    this.#set({ state: 'installing', version, step: 'closing' });
    try {
      await closeDesk();
      this.#set({ state: 'installing', version, step: 'handing-over' });
      // Most of what goes wrong from here is told by an event, and the app lives on.
      updater.quitAndInstall(false, true);
      this.#expectEnd();
    } catch (error) {
      this.#failed(error);
    }
  }

  #expectEnd(): void {
    // It has failed at once, and the desk goes on.
    if (this.#state.state !== 'installing') return;
    const { after, platform } = this.#parts;
    const ms = platform === 'darwin' ? TAKE_OVER_OF_SQUIRREL_MS : TAKE_OVER_MS;
    this.#cancel();
    this.#cancel = after(ms, () => this.#failed(new Error('no installer took over')));
  }

  #plan(ms: number): void {
    this.#cancel();
    this.#cancel = this.#parts.after(ms, () => {
      void this.check().finally(() => {
        if (this.#state.state !== 'off') this.#plan(LOOK_EVERY_MS);
      });
    });
  }

  #failed(error: unknown): void {
    this.#parts.log(`update: ${error instanceof Error ? error.message : String(error)}`);
    switch (this.#state.state) {
      case 'checking':
      case 'downloading':
        this.#set({
          state: 'failed',
          message: 'Looking for a new version did not work. The app goes on as it is, and looks again by itself.',
        });
        return;
      case 'installing':
        // While it is prepared, the installer has not been asked yet: this is of something before.
        if (this.#state.step === 'sending' || this.#state.step === 'backing-up') return;
        void this.#goOn(this.#state.version);
        return;
      default:
      // What is ready stays ready, and what failed has its sentence.
    }
  }

  /** The installer did not take over (a password that was not given, an error of the system): the desk goes on. */
  async #goOn(version: string): Promise<void> {
    this.#set({
      state: 'failed',
      message: `Version ${version} could not be installed. This version goes on as it was, and what you typed is safe on this machine. To try once more, look for updates again in the settings.`,
    });
    await this.#parts.reopenDesk();
    this.#plan(LOOK_EVERY_MS);
  }

  #set(state: UpdateState): void {
    this.#state = state;
    this.#parts.onState(state);
  }
}
