import type { DeskIdentity } from '../../shared/ipc/host.ts';
import { type IdentityState, type PageIdentity, TokenUnavailable } from './page-identity.ts';

/** A desk whose engine makes or was given its own tokens: the demo, or a token in a variable. Nobody signs in or out on the page. */
export class EngineIdentity implements PageIdentity {
  readonly organizations: readonly DeskIdentity['organization'][];
  readonly state: IdentityState;

  constructor(identity: DeskIdentity) {
    this.state = { state: 'signed-in', who: identity };
    this.organizations = [identity.organization];
  }

  /** Nothing about it changes while the page lives. */
  onChange(): () => void {
    return () => undefined;
  }

  async getToken(): Promise<string> {
    throw new TokenUnavailable('signed-out');
  }

  signIn(): void {}

  async signOut(): Promise<void> {}

  async switchOrganization(): Promise<void> {}
}
