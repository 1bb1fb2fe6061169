import type { Engine } from '../engine/contract.ts';
import { StoreError } from '../engine/store/store-error.ts';
import type { EngineSlot } from '../host/desk-host-options.ts';
import type { Workspace } from '../host/workspace.ts';
import { StartRefusal } from '../machine/start-refusal.ts';
import type { PageConnection } from './page-connection.ts';

type PageEngine = Pick<Engine, 'connect' | 'close'>;

/**
 * The browser host's one engine, in this process: its database has a thread of its own, and one process less is one less that can
 * be left behind. Pages wait here while there is none.
 */
export class EngineInProcess implements EngineSlot {
  readonly #openEngine: (workspace: Workspace) => Promise<PageEngine>;
  readonly #pages = new Set<PageConnection>();
  #engine: PageEngine | null = null;

  constructor(openEngine: (workspace: Workspace) => Promise<PageEngine>) {
    this.#openEngine = openEngine;
  }

  connect(page: PageConnection): void {
    this.#pages.add(page);
    page.onClose(() => this.#pages.delete(page));
    this.#give(page);
  }

  async open(workspace: Workspace): Promise<void> {
    await this.close();
    try {
      this.#engine = await this.#openEngine(workspace);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      throw new StartRefusal(`${error.message} (${workspace.dataDir})`, { cause: error });
    }
    for (const page of this.#pages) this.#give(page);
  }

  async close(): Promise<void> {
    const engine = this.#engine;
    this.#engine = null;
    // The engine first: what was typed is on the disk before the page learns that nobody listens.
    await engine?.close();
    for (const page of this.#pages) page.takeBack();
  }

  #give(page: PageConnection): void {
    const engine = this.#engine;
    if (engine !== null) page.giveTo((port) => engine.connect(port));
  }
}
