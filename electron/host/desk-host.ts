import { rm } from 'node:fs/promises';
import type {
  CloudReport,
  CloudSettings,
  DeskIdentity,
  HostAnswer,
  HostCallName,
  HostCalls,
  HostState,
} from '../../shared/ipc/host.ts';
import { StartRefusal } from '../machine/start-refusal.ts';
import { judgeSettings } from './cloud-settings.ts';
import { cloudWorkspace } from './cloud-workspace.ts';
import { type Connection, readConnection, writeConnection } from './connection-file.ts';
import { enteringIdentity } from './entering-identity.ts';
import { environmentCloud } from './environment-cloud.ts';
import { HOST_CALLS, HostRefusal, isHostCall } from './host-calls.ts';
import {
  entered,
  type Identities,
  identityOf,
  isSameDesk,
  left,
  NOBODY,
  readIdentities,
  writeIdentities,
} from './identities.ts';
import { tokenIdentity } from './token-identity.ts';
import type { OpenWorkspace, Workspace } from './workspace.ts';

/** Where the one engine runs: in this process, or in one of its own. */
export interface EngineSlot {
  /** Opens the engine of a workspace; the one before it is closed. Rejects with a StartRefusal. */
  open(workspace: Workspace): Promise<void>;
  /** Resolves once everything is on the disk and the store's lock is free. */
  close(): Promise<void>;
}

export interface DeskHostOptions {
  /** The folder of all desks of this user of the machine. */
  dataDir: string;
  environment: NodeJS.ProcessEnv;
  engine: EngineSlot;
  openDemo(): Promise<OpenWorkspace>;
  checkCloud(settings: CloudSettings): Promise<CloudReport>;
  now(): Date;
  /** For the log of the program; nothing secret. */
  log(line: string): void;
}

/**
 * Which workspace is open and for whom. Every change is one after the other, and begins with closing the engine that runs: what
 * was typed is on the disk, and no store is ever opened twice.
 */
export class DeskHost {
  readonly #options: DeskHostOptions;
  readonly #listeners = new Set<(state: HostState) => void>();
  readonly #fixedCloud: CloudSettings | null;
  readonly #fixedIdentity: DeskIdentity | null;
  #connection: Connection = { workspace: 'demo', cloud: null };
  #identities: Identities = NOBODY;
  #demo: OpenWorkspace | null = null;
  #open: Workspace | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  /** Throws a StartRefusal for an environment that cannot be used. */
  constructor(options: DeskHostOptions) {
    this.#options = options;
    this.#fixedCloud = environmentCloud(options.environment);
    this.#fixedIdentity = this.#fixedCloud === null ? null : tokenIdentity(options.environment);
  }

  /** Opens what was open last, without asking anybody. Rejects with a StartRefusal. */
  async start(): Promise<void> {
    const { dataDir } = this.#options;
    const kept = await readConnection(dataDir);
    this.#connection = this.#fixedCloud === null ? kept : { workspace: 'cloud', cloud: this.#fixedCloud };
    this.#identities = await readIdentities(dataDir);
    if (this.#fixedIdentity !== null)
      await this.#remember(entered(this.#identities, this.#fixedIdentity, this.#options.now()));
    await this.#openChosen();
  }

  get state(): HostState {
    const { workspace, cloud } = this.#connection;
    const { current, known, sign_out_pending: signOutPending } = this.#identities;
    const identity = workspace === 'demo' ? (this.#demo?.description.identity ?? null) : current;
    return {
      workspace,
      cloud: cloud === null ? null : { ...cloud, from: this.#fixedCloud === null ? 'settings' : 'environment' },
      identity: identity === null ? null : identityOf(identity),
      desks: workspace === 'demo' ? [] : known.filter((one) => one.user.id === current?.user.id).map(identityOf),
      tokens: workspace === 'demo' || this.#fixedIdentity !== null ? 'engine' : 'page',
      signOutPending,
    };
  }

  /** The workspace whose engine runs. */
  get workspace(): Workspace | null {
    return this.#open;
  }

  onState(listener: (state: HostState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Answers a page; name and parameters came over a boundary. Never rejects. */
  async answer(name: string, params: unknown): Promise<HostAnswer<HostCallName>> {
    try {
      if (!isHostCall(name)) throw new HostRefusal('bad-request', 'There is no such call.');
      return { ok: true, result: await this.#call(name, params) };
    } catch (error) {
      if (error instanceof HostRefusal) return { ok: false, error: { code: error.code, message: error.message } };
      if (error instanceof StartRefusal) return { ok: false, error: { code: 'refused', message: error.message } };
      this.#options.log(
        `host: ${isHostCall(name) ? name : 'a call'} failed: ${error instanceof Error ? error.name : ''}`,
      );
      return {
        ok: false,
        error: { code: 'internal', message: 'That did not work. What was saved is safe on this machine.' },
      };
    }
  }

  /** After a close that was not the end: the desk that was open. A page that was loaded meanwhile has heard of none. */
  async reopen(): Promise<void> {
    await this.#change(() => this.#openChosen());
  }

  /** Resolves once every change that was asked for has been made, or has failed. */
  async settled(): Promise<void> {
    await this.#turn;
  }

  async close(): Promise<void> {
    await this.#next(async () => {
      await this.#options.engine.close();
      await this.#demo?.close();
      this.#demo = null;
      this.#open = null;
    });
  }

  async #call(name: HostCallName, given: unknown): Promise<HostCalls[HostCallName]['result']> {
    const params = <Name extends HostCallName>(of: Name): HostCalls[Name]['params'] => {
      const parsed = HOST_CALLS[of].safeParse(given);
      if (!parsed.success) throw new HostRefusal('bad-request', 'The request does not fit. Nothing was changed.');
      return parsed.data;
    };
    switch (name) {
      case 'cloud.check':
        return this.#options.checkCloud(params(name));
      case 'cloud.connect': {
        const settings = params(name);
        return this.#change(() => this.#connect(settings));
      }
      case 'workspace.choose': {
        const { workspace } = params(name);
        return this.#change(() => this.#choose(workspace));
      }
      case 'identity.enter': {
        const wanted = params(name);
        return this.#change(() => this.#enter(wanted));
      }
      case 'identity.open-known': {
        const { organizationId } = params(name);
        return this.#change(() => this.#openKnown(organizationId));
      }
      case 'identity.leave': {
        const { remove } = params(name);
        return this.#change(() => this.#leave(remove));
      }
      case 'identity.signed-out':
        params(name);
        return this.#change(() => this.#remember({ ...this.#identities, sign_out_pending: null }));
    }
  }

  async #connect(given: CloudSettings): Promise<void> {
    this.#refuseFixed();
    const verdict = judgeSettings(given);
    if (!verdict.ok) throw new HostRefusal('refused', `${verdict.problem} ${verdict.advice}`);
    const { cloud } = this.#connection;
    const isOther = cloud !== null && cloud.url !== verdict.settings.url;
    // Ids of one project's people mean nothing in another: their desks stay on the disk and open again with the next sign-in.
    if (isOther) await this.#remember(NOBODY);
    await this.#keep({ workspace: 'cloud', cloud: verdict.settings });
  }

  async #choose(workspace: 'demo' | 'cloud'): Promise<void> {
    this.#refuseFixed();
    if (workspace === 'cloud' && this.#connection.cloud === null) {
      throw new HostRefusal('refused', 'No cloud is connected yet.');
    }
    if (workspace !== this.#connection.workspace) await this.#keep({ ...this.#connection, workspace });
  }

  async #enter(wanted: HostCalls['identity.enter']['params']): Promise<void> {
    this.#refuseUnlessPage();
    const identity = enteringIdentity(wanted);
    const before = this.#identities.current;
    await this.#remember(entered(this.#identities, identity, this.#options.now()));
    // The same person in the same organisation: the desk that is open goes on, unless what they may do has changed.
    if (before !== null && isSameDesk(before, identity) && before.role === identity.role && this.#open !== null) return;
    await this.#openChosen();
  }

  async #openKnown(organizationId: string): Promise<void> {
    this.#refuseUnlessPage();
    const { current, known } = this.#identities;
    const wanted = known.find((one) => one.user.id === current?.user.id && one.organization.id === organizationId);
    if (wanted === undefined) {
      throw new HostRefusal(
        'refused',
        'This organisation has not been opened on this machine yet; it needs a network.',
      );
    }
    await this.#remember({ ...this.#identities, current: wanted });
    await this.#openChosen();
  }

  async #leave(remove: boolean): Promise<void> {
    this.#refuseUnlessPage();
    const folder = this.#open?.dataDir ?? null;
    await this.#options.engine.close();
    this.#open = null;
    await this.#remember(left(this.#identities));
    if (remove && folder !== null) await rm(folder, { recursive: true, force: true });
  }

  /** Opens the desk that a connection names; with nobody signed in there is none. */
  async #openChosen({ workspace, cloud } = this.#connection): Promise<void> {
    const { engine, openDemo, dataDir } = this.#options;
    await engine.close();
    this.#open = null;
    const { current } = this.#identities;
    if (workspace === 'demo') {
      this.#demo ??= await openDemo();
      this.#open = this.#demo.description;
    } else {
      await this.#demo?.close();
      this.#demo = null;
      if (cloud !== null && current !== null) {
        const tokensFrom = this.#fixedIdentity === null ? 'page' : 'environment';
        this.#open = cloudWorkspace(dataDir, cloud, current, tokensFrom);
      }
    }
    if (this.#open !== null) await engine.open(this.#open);
  }

  /** Kept only once it has opened: what does not open (a demo whose cloud does not start) would be refused at every start. */
  async #keep(connection: Connection): Promise<void> {
    try {
      await this.#openChosen(connection);
      await writeConnection(this.#options.dataDir, connection);
      this.#connection = connection;
    } catch (error) {
      // Why the change failed is what the person is told; that not even this opens goes to the log.
      await this.#openChosen().catch(() => this.#options.log('host: the desk of before did not open again'));
      throw error;
    }
  }

  async #remember(identities: Identities): Promise<void> {
    await writeIdentities(this.#options.dataDir, identities);
    this.#identities = identities;
  }

  #refuseFixed(): void {
    if (this.#fixedCloud === null) return;
    throw new HostRefusal('refused', 'The cloud is set by environment variables; without them it can be changed here.');
  }

  #refuseUnlessPage(): void {
    if (this.state.tokens === 'page') return;
    throw new HostRefusal('refused', 'Nobody signs in or out of this workspace.');
  }

  async #change(make: () => Promise<void>): Promise<HostState> {
    return this.#next(async () => {
      try {
        await make();
      } finally {
        // Also after half of it: what is shown is what is.
        for (const listener of this.#listeners) listener(this.state);
      }
      return this.state;
    });
  }

  #next<T>(run: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(run);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}
