import { z } from 'zod';
import { EngineFailure } from '../engine-failure.ts';
import type { OfflineChoice } from '../sync/offline-choice.ts';
import type { SyncEngine } from '../sync/sync-engine.ts';
import type { ControlCommandName } from './registry.ts';

const DONE = { done: true } as const;

export interface ControlScope {
  sync: SyncEngine;
  /** Null for an engine without a folder. */
  offlineChoice: OfflineChoice | null;
}

/** Commands that act on the connection: nothing of them is in the store. */
const CONTROL_COMMANDS: { readonly [C in ControlCommandName]: (scope: ControlScope, payload: unknown) => void } = {
  'sync.set-offline': ({ sync, offlineChoice }, payload) => {
    const { offline } = parse(z.strictObject({ offline: z.boolean() }), payload);
    sync.setOffline(offline);
    offlineChoice?.keep(offline);
  },
  'sync.now': ({ sync }, payload) => {
    parse(z.strictObject({}), payload);
    sync.tryNow();
  },
  'sync.check': ({ sync }, payload) => {
    parse(z.strictObject({}), payload);
    sync.checkAll();
  },
  'sync.confirm-deletions': ({ sync }, payload) =>
    sync.confirmDeletions(parse(z.strictObject({ accept: z.boolean() }), payload).accept),
};

export function isControlCommand(name: string): name is ControlCommandName {
  return Object.hasOwn(CONTROL_COMMANDS, name);
}

export function runControlCommand(scope: ControlScope, name: ControlCommandName, payload: unknown): { done: true } {
  CONTROL_COMMANDS[name](scope, payload);
  return DONE;
}

function parse<T>(shape: z.ZodType<T>, payload: unknown): T {
  const parsed = shape.safeParse(payload);
  if (!parsed.success) throw new EngineFailure('bad-request', 'Nothing was done: the request does not fit.');
  return parsed.data;
}
