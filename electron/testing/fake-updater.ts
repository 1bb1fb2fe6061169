import { EventEmitter } from 'node:events';
import type { Updater } from '../main/updates.ts';

/** Named a fake: electron-updater needs Electron and a server. Its members are checked against the real type. */
export class FakeUpdater extends EventEmitter implements Updater {
  autoDownload = false;
  autoInstallOnAppQuit = true;
  allowDowngrade = true;
  answer: () => ReturnType<Updater['checkForUpdates']> = async () => ({});
  readonly #calls: string[];
  constructor(calls: string[]) {
    super();
    this.#calls = calls;
  }
  /** As the real one: a failure is an event first, and a rejection then. */
  async checkForUpdates(): ReturnType<Updater['checkForUpdates']> {
    this.#calls.push('check');
    try {
      return await this.answer();
    } catch (error) {
      this.emit('error', error);
      throw error;
    }
  }
  /** Finds a version and fetches it until it breaks off. */
  fetches(version: string): { breaks(error: Error): void } {
    const download = Promise.withResolvers<string[]>();
    this.answer = async () => {
      this.emit('update-available', { version });
      return { downloadPromise: download.promise };
    };
    return {
      breaks: (error) => {
        this.emit('error', error);
        download.reject(error);
      },
    };
  }
  /** As the real one: it answers nothing, and what goes wrong is told by `error` (a deb without its password, Squirrel). */
  quitAndInstall(): void {
    this.#calls.push('quitAndInstall');
    this.installs();
  }
  installs: () => void = () => {};
}
