import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { mintToken } from '../../../cloud/identity/mint-token.ts';
import { type Caller, member } from '../../../cloud/testing/as-caller.ts';
import type { CommandName, CommandPayload } from '../../../shared/ipc/contract.ts';
import type { SyncStatus } from '../../../shared/sync/status.ts';
import { EngineFailure } from '../engine-failure.ts';
import { NoTokenError } from '../identity/no-token-error.ts';
import { type LocalEngine, openEngine } from '../open-engine.ts';
import type { CutModel } from '../store/power-cut/simulated-disk.ts';
import { StoreError } from '../store/store-error.ts';
import { testTemplate } from '../store/testing/test-store.ts';
import type { Activity } from './activity.ts';
import type { Machine } from './machine.ts';
import { MortalStore } from './mortal-store.ts';
import type { SimulatedCloud } from './simulated-cloud.ts';
import { SimulatedDoorbell } from './simulated-doorbell.ts';
import { type PushLog, SimulatedNetwork } from './simulated-network.ts';
import type { VirtualTime } from './virtual-time.ts';

export interface DeskParts {
  index: number;
  user: string;
  organization: string;
  machine: Machine;
  /** Folder for what the engine keeps beside its store. */
  folder: string;
  time: VirtualTime;
  activity: Activity;
  cloud: SimulatedCloud;
  pushes: PushLog;
  /** Most rows of a page of the cloud. */
  pageRows: number;
  random: () => number;
}

interface Process {
  engine: LocalEngine;
  store: MortalStore;
  network: SimulatedNetwork;
  doorbell: SimulatedDoorbell | null;
  death: Promise<void>;
}

export type CommandOutcome = 'acknowledged' | 'refused' | 'killed';

/** A machine with the real engine on it: processes come and go, store and settings of the machine stay. */
export class SimulatedDesk {
  readonly parts: DeskParts;
  readonly caller: Caller;
  /** How far this machine's clock is wrong, in milliseconds. */
  clockError = 0;
  signedIn = true;
  #networkUp = true;
  #realtimeUp = true;
  #process: Process | null = null;

  constructor(parts: DeskParts) {
    this.parts = parts;
    this.caller = member(parts.user, parts.organization, 'admin');
  }

  get process(): Process | null {
    return this.#process?.store.dead === false ? this.#process : null;
  }

  status(): SyncStatus | null {
    return this.process?.engine.status() ?? null;
  }

  /** The person opens the app, if it is not open. */
  async start(): Promise<Process> {
    if (this.process !== null) return this.process;
    const { index, user, organization, time, activity, cloud, pushes, pageRows, random, folder } = this.parts;
    const { promise: death, resolve: die } = Promise.withResolvers<void>();
    const store = new MortalStore(this.parts.machine, activity, die);
    const network = new SimulatedNetwork({ cloud, caller: this.caller, activity, pushes, pageRows });
    network.setUp(this.#networkUp);
    const token = await mintToken({ user, organization, role: 'admin' });
    const dataDir = join(folder, `desk-${index}`);
    await mkdir(dataDir, { recursive: true });
    const name = (id: string) => ({ id, name: id });
    let doorbell: SimulatedDoorbell | null = null;
    const engine = await openEngine(
      {
        dataDir,
        templateDir: await testTemplate(),
        workspace: 'cloud',
        cloud: { url: 'http://cloud.simulated', publishableKey: 'sb_publishable_simulated' },
        identity: { user: name(user), organization: name(organization), role: 'ADMIN' },
        tokens: {
          getToken: async () => {
            if (!this.signedIn) throw new NoTokenError('signed out');
            return token;
          },
        },
      },
      {
        platform: {
          now: () => new Date(time.date.getTime() + this.clockError),
          elapsedMs: () => time.elapsedMs,
          random,
          after: (ms, task) =>
            time.after(ms, () => {
              if (!store.dead) task();
            }),
          fetch: (input, init) => (store.dead ? new Promise(() => undefined) : network.fetch(input, init)),
          log: () => undefined,
        },
        realtime: true,
        openStore: async () => store,
        openDoorbell: (options) => {
          doorbell = new SimulatedDoorbell(options);
          doorbell.setLive(this.#realtimeUp);
          return doorbell;
        },
      },
    );
    this.#process = { engine, store, network, doorbell, death };
    return this.#process;
  }

  /** Gives a command as the page does. */
  async command<C extends CommandName>(name: C, payload: CommandPayload<C>): Promise<CommandOutcome> {
    const { engine, death } = await this.start();
    const run = engine.command(name, payload).then(
      () => 'acknowledged' as const,
      (error: unknown) => {
        if (error instanceof EngineFailure || error instanceof StoreError) return 'refused' as const;
        throw error;
      },
    );
    return Promise.race([run, death.then(() => 'killed' as const)]);
  }

  setNetwork(up: boolean): void {
    this.#networkUp = up;
    this.process?.network.setUp(up);
  }

  setRealtime(up: boolean): void {
    this.#realtimeUp = up;
    this.process?.doorbell?.setLive(up);
  }

  kill(steps: number, done: boolean): void {
    this.process?.store.dieAfter(steps, done);
  }

  break(steps: number | null): void {
    this.process?.store.breakAfter(steps);
  }

  /** The process dies with the machine; when the person turns it on again, the disk has what the cut left. */
  async losePower(model: CutModel, random: () => number): Promise<void> {
    const { machine, activity } = this.parts;
    if (machine.disk === null) return;
    this.kill(0, true);
    await activity.quiet();
    await machine.disk.losePower(model, random);
  }

  /** What a person would see, read past the process. */
  async read<Row>(sql: string, params: (string | string[])[] = []): Promise<Row[]> {
    const { rows } = await this.parts.machine.store.query<Row>(sql, params);
    return rows;
  }
}
