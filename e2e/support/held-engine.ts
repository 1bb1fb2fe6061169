import type { Page } from 'playwright-core';
import { PROTOCOL_VERSION, type Push, type QueryName } from '../../shared/ipc/contract.ts';

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
  /** These queries cannot be read from here on, as when the store is broken. */
  fail(...names: QueryName[]): void;
  /** Lets go what waits, and lets read what could not be read. */
  release(): void;
  /** Names of the commands that the engine was given, in their order. */
  readonly commands: readonly string[];
}

/** A machine that is busy at the wrong moment: what passes between this page and its engine can be held up. In the browser host; to be called before the page opens. */
export async function holdEngine(page: Page): Promise<HeldEngine> {
  const held = new Set<string>();
  const failing = new Set<string>();
  let failNow = () => {};
  const waiting: (() => void)[] = [];
  const commands: string[] = [];
  await page.routeWebSocket(/./, (socket) => {
    const engine = socket.connectToServer();
    const queries = new Map<number, string>();
    const fail = (subscription: number) => {
      const error = { code: 'store-unavailable', message: 'The local database cannot be used.' } as const;
      const push: Push = { v: PROTOCOL_VERSION, push: 'subscription-failed', subscription, error };
      socket.send(JSON.stringify(push));
    };
    failNow = () => {
      for (const [subscription, name] of queries) if (failing.has(name)) fail(subscription);
    };
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
      const name = push === 'rows' ? queries.get(subscription) : undefined;
      if (name !== undefined && failing.has(name)) {
        waiting.push(() => socket.send(frame));
        fail(subscription);
      } else pass(name, () => socket.send(frame));
    });
  });
  return {
    hold(...names) {
      for (const name of names) held.add(name);
    },
    fail(...names) {
      for (const name of names) failing.add(name);
      failNow();
    },
    release() {
      held.clear();
      failing.clear();
      for (const go of waiting.splice(0)) go();
    },
    commands,
  };
}
