import { SignJWT } from 'jose';
import { ALGORITHM, loadSigningKey, type SigningKey } from './key-pair.ts';

export interface TokenRequest {
  /** The identity provider's user id, e.g. user_ada; for a worker any name. */
  user: string;
  /** Absent: a token without an organisation. */
  organization?: string;
  /** Default member. */
  role?: 'admin' | 'member';
  /** A token for n8n or the simulated worker: the role generation_worker, no organisation. */
  worker?: boolean;
  /** Seconds from now, negative for a token that has expired; default an hour (Clerk's own live 60 seconds). */
  expiresSeconds?: number;
}

const DEFAULT_LIFE_SECONDS = 3600;
export const ISSUER = 'https://demo.showrunner.invalid';
const AUTHORIZED_PARTY = 'showrunner-demo';

/** A token as Clerk's session token v2 is shaped, signed with this machine user's demo key. */
export async function mintToken(request: TokenRequest, key?: SigningKey): Promise<string> {
  const { privateKey, publicKey } = key ?? (await loadSigningKey());
  const now = Math.floor(Date.now() / 1000);
  const expires = now + (request.expiresSeconds ?? DEFAULT_LIFE_SECONDS);
  // Never later than the end: a token made expired has to be valid in every other way.
  const issued = Math.min(now, expires - 1);
  return new SignJWT({ ...claimsOf(request), azp: AUTHORIZED_PARTY, sts: 'active', fva: [0, -1] })
    .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT', ...(publicKey.kid === undefined ? {} : { kid: publicKey.kid }) })
    .setIssuer(ISSUER)
    .setIssuedAt(issued)
    .setNotBefore(issued)
    .setExpirationTime(expires)
    .sign(privateKey);
}

function claimsOf({ user, organization, role = 'member', worker = false }: TokenRequest): { [claim: string]: unknown } {
  if (worker) return { sub: user, role: 'generation_worker' };
  const session = { sub: user, sid: `sess_${user}`, role: 'authenticated', v: 2 };
  if (organization === undefined) return session;
  return { ...session, o: { id: organization, rol: role, slg: organization.replace(/^org_/, '') } };
}
