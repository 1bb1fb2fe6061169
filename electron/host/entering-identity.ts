import type { DeskIdentity, HostCalls } from '../../shared/ipc/host.ts';
import { NoTokenError } from '../engine/identity/no-token-error.ts';
import { readTokenClaims } from '../engine/identity/token-claims.ts';
import { HostRefusal } from './host-calls.ts';

/** Who enters: ids and role as the token says, names as the sign-in knows them. Throws a HostRefusal for what is no session token. */
export function enteringIdentity({
  token,
  userName,
  organizationName,
}: HostCalls['identity.enter']['params']): DeskIdentity {
  try {
    const claims = readTokenClaims(token);
    return {
      user: { id: claims.userId, name: userName || claims.userName },
      organization: { id: claims.organizationId, name: organizationName || claims.organizationName },
      role: claims.role,
    };
  } catch (error) {
    if (error instanceof NoTokenError) throw new HostRefusal('refused', error.message);
    throw error;
  }
}
