import type { Page } from 'playwright-core';

/** What passes between a page and its engine, as far as a walk looks at it. */
interface Message {
  kind?: string;
  name?: string;
  push?: string;
  subscription?: number;
}

export interface HeldEngine {
  /** Rows of these queries, and commands of these names, wait from here on. */
  hold(...names: string[]): void;
  /** Lets go what waits. */
  release(): void;
  /** Names of the commands that the engine was given, in their order. */
  readonly commands: readonly string[];
}

/** A machine that is busy at the wrong moment: what passes between this page and its engine can be held up. In the browser host; to be called before the page opens. */
export async function holdEngine(page: Page): Promise<HeldEngine> {
  const held = new Set<string>();
  const waiting: (() => void)[] = [];
  const commands: string[] = [];
  await page.routeWebSocket(/./, (socket) => {
    const engine = socket.connectToServer();
    const queries = new Map<number, string>();
    const pass = (name: string | undefined, go: () => void) => {
      if (name !== undefined && held.has(name)) waiting.push(go);
      else go();
    };
    socket.onMessage((frame) => {
      const { kind, name = '', subscription } = JSON.parse(String(frame)) as Message;
      if (kind === 'subscribe' && subscription !== undefined) queries.set(subscription, name);
      pass(kind === 'command' ? name : undefined, () => {
        if (kind === 'command') commands.push(name);
        engine.send(frame);
      });
    });
    engine.onMessage((frame) => {
      const { push, subscription = -1 } = JSON.parse(String(frame)) as Message;
      pass(push === 'rows' ? queries.get(subscription) : undefined, () => socket.send(frame));
    });
  });
  return {
    hold(...names) {
      for (const name of names) held.add(name);
    },
    release() {
      held.clear();
      for (const go of waiting.splice(0)) go();
    },
    commands,
  };
}
