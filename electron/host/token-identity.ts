import type { DeskIdentity } from '../../shared/ipc/host.ts';
import { NoTokenError } from '../engine/identity/no-token-error.ts';
import { readTokenClaims } from '../engine/identity/token-claims.ts';
import { StartRefusal } from '../machine/start-refusal.ts';

/**
 * Who SHOWRUNNER_TOKEN speaks for, or null without one: a session token for scripts and tests, with which no page is asked to
 * sign in. Throws a StartRefusal for one that is none.
 */
export function tokenIdentity(environment: NodeJS.ProcessEnv): DeskIdentity | null {
  const token = environment.SHOWRUNNER_TOKEN;
  if (!token) return null;
  try {
    const { userId, userName, organizationId, organizationName, role } = readTokenClaims(token);
    return { user: { id: userId, name: userName }, organization: { id: organizationId, name: organizationName }, role };
  } catch (error) {
    if (error instanceof NoTokenError) throw new StartRefusal(`SHOWRUNNER_TOKEN cannot be used: ${error.message}`);
    throw error;
  }
}
