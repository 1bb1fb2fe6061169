import type {
  CloudSettings,
  DeskIdentity,
  HostAnswer,
  HostCallName,
  HostCalls,
  HostState,
} from '../../shared/ipc/host.ts';
import { StartRefusal } from '../machine/start-refusal.ts';
import { answerHostCall, type HostActions } from './answer-host-call.ts';
import { judgeSettings } from './cloud-settings.ts';
import { cloudWorkspace } from './cloud-workspace.ts';
import { type Connection, readConnection, writeConnection } from './connection-file.ts';
import type { DeskHostOptions } from './desk-host-options.ts';
import { enteringIdentity } from './entering-identity.ts';
import { environmentCloud } from './environment-cloud.ts';
import { HostRefusal } from './host-calls.ts';
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
import { removeDesk, sweepRemovedDesks } from './remove-desk.ts';
import { tokenIdentity } from './token-identity.ts';
import type { OpenWorkspace, Workspace } from './workspace.ts';

/**
 * Which workspace is open and for whom. Every change is one after the other, and begins with closing the engine that runs: what
 * was typed is on the disk, and no store is ever opened twice.
 */
export class DeskHost {
  readonly #options: DeskHostOptions;
  readonly #listeners = new Set<(state: HostState) => void>();
  readonly #fixedCloud: CloudSettings | null;
  readonly #fixedIdentity: DeskIdentity | null;
  readonly #actions: HostActions = {
    'cloud.check': (settings) => this.#options.checkCloud(settings),
    'cloud.connect': (settings) => this.#change(() => this.#connect(settings)),
    'workspace.choose': ({ workspace }) => this.#change(() => this.#choose(workspace)),
    'identity.enter': (wanted) => this.#change(() => this.#enter(wanted)),
    'identity.open-known': ({ organizationId }) => this.#change(() => this.#openKnown(organizationId)),
    'identity.leave': ({ remove }) => this.#change(() => this.#leave(remove)),
    'identity.signed-out': () => this.#change(() => this.#remember({ ...this.#identities, sign_out_pending: null })),
  };
  #connection: Connection = { workspace: 'demo', cloud: null };
  #identities: Identities = NOBODY;
  #demo: OpenWorkspace | null = null;
  #open: Workspace | null = null;
  /** Why the demo that is chosen on the disk is not open. */
  #demoTrouble: string | null = null;
  #recalled: Promise<void> | null = null;
  #hasStarted = false;
  #turn: Promise<unknown> = Promise.resolve();

  /** Throws a StartRefusal for an environment that cannot be used. */
  constructor(options: DeskHostOptions) {
    this.#options = options;
    this.#fixedCloud = environmentCloud(options.environment);
    this.#fixedIdentity = this.#fixedCloud === null ? null : tokenIdentity(options.environment);
  }

  /** Reads which workspace was open last and who worked there: milliseconds, after which `state` says both. */
  recall(): Promise<void> {
    this.#recalled ??= this.#recall();
    return this.#recalled;
  }

  /**
   * Opens what was open last, without asking anybody. A demo that does not open keeps nobody out: the cloud that is known opens in
   * its place, or nothing does, and `state` says why. Rejects with a StartRefusal.
   */
  async start(): Promise<void> {
    await this.#change(async () => {
      await this.recall();
      // Nobody waits for it.
      void sweepRemovedDesks(this.#options.dataDir, this.#options.log);
      if (this.#connection.workspace === 'demo') await this.#openKeptDemo();
      else await this.#openChosen();
      this.#hasStarted = true;
    });
  }

  /** Up to then nobody is shown a state: a desk that is about to open looks like one that nobody has entered. */
  get hasStarted(): boolean {
    return this.#hasStarted;
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
      demoTrouble: this.#demoTrouble,
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
  answer(name: string, params: unknown): Promise<HostAnswer<HostCallName>> {
    return answerHostCall(this.#actions, name, params, this.#options.log);
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
    if (workspace !== this.#connection.workspace) {
      await this.#keep({ ...this.#connection, workspace });
    } else if (this.#demoTrouble !== null && workspace === 'demo') {
      await this.#openChosen();
    } else if (this.#demoTrouble !== null) {
      // To stay, at the next start too, in the cloud that was opened in the demo's place.
      await writeConnection(this.#options.dataDir, this.#connection);
      this.#demoTrouble = null;
    }
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
    if (remove && folder !== null) await removeDesk(folder);
  }

  async #recall(): Promise<void> {
    const { dataDir, now } = this.#options;
    const kept = await readConnection(dataDir);
    this.#connection = this.#fixedCloud === null ? kept : { workspace: 'cloud', cloud: this.#fixedCloud };
    this.#identities = await readIdentities(dataDir);
    if (this.#fixedIdentity !== null) await this.#remember(entered(this.#identities, this.#fixedIdentity, now()));
  }

  /** What the disk says stays as it is: the demo may open the next time. */
  async #openKeptDemo(): Promise<void> {
    try {
      await this.#openChosen();
    } catch (error) {
      // The demo is there, and its store does not open: that is a refusal like any other.
      if (this.#demo !== null) throw error;
      this.#options.log(`host: the demo did not open: ${error instanceof Error ? error.message : String(error)}`);
      this.#demoTrouble = error instanceof StartRefusal ? error.message : 'The demo cloud could not be opened.';
      const { cloud } = this.#connection;
      if (cloud === null) return;
      this.#connection = { workspace: 'cloud', cloud };
      await this.#openChosen();
    }
  }

  /** Opens the desk that a connection names; with nobody signed in there is none. */
  async #openChosen({ workspace, cloud } = this.#connection): Promise<void> {
    const { engine, openDemo, dataDir } = this.#options;
    await engine.close();
    this.#open = null;
    const { current } = this.#identities;
    if (workspace === 'demo') {
      this.#demo ??= await openDemo();
      this.#demoTrouble = null;
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
      this.#demoTrouble = null;
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
