import type { EnginePort } from '../../electron/engine/contract.ts';

export interface Reopenable {
  connect(port: EnginePort): void;
  close(): Promise<void>;
}

/** In place of an engine when the host closed while it was being opened again. */
const ENDED: Reopenable = {
  connect: (port) => port.close(),
  close: async () => undefined,
};

/**
 * An engine that can be closed and opened again while its host goes on: a backup takes the place of its store. Pages lose their
 * port and ask for another; those that come in between wait. An engine that does not open again ends the process: its host
 * starts it anew, or says why.
 */
export async function openReopening(open: (reopen: () => void) => Promise<Reopenable>): Promise<Reopenable> {
  const pages = new Set<EnginePort>();
  let closed = false;
  let opening: Promise<Reopenable>;

  const reopen = (): void => {
    const before = opening;
    opening = (async () => {
      await (await before).close();
      for (const page of pages) page.close();
      pages.clear();
      if (closed) return ENDED;
      return open(reopen);
    })();
  };

  opening = open(reopen);
  await opening;
  return {
    connect(port) {
      void opening.then((engine) => {
        pages.add(port);
        port.onClose(() => pages.delete(port));
        engine.connect(port);
      });
    },
    async close() {
      closed = true;
      await (await opening).close();
    },
  };
}
