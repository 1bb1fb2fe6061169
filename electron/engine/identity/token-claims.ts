import { decodeJwt, errors } from 'jose';
import type { Identity } from './contract.ts';
import { NoTokenError } from './no-token-error.ts';

export interface TokenClaims {
  userId: string;
  organizationId: string;
  organizationName: string;
  userName: string;
  role: Identity['role'];
  /** Seconds since 1970; null for a token that does not say. */
  expiresAt: number | null;
}

/**
 * Reads who a session token speaks for. Clerk's version 2 carries the organisation under `o`, older ones under `org_id`,
 * `org_role`, `org_slug`. The signature is the cloud's to check. Throws a NoTokenError for what is not such a token.
 */
export function readTokenClaims(token: string): TokenClaims {
  const claims = decode(token);
  const nested = isRecord(claims.o) ? claims.o : {};
  const userId = text(claims.sub);
  const organizationId = text(nested.id) ?? text(claims.org_id);
  if (userId === null || organizationId === null) {
    throw new NoTokenError('The sign-in names no user or no organisation.');
  }
  const role = (text(nested.rol) ?? text(claims.org_role) ?? 'member').replace(/^org:/, '').toUpperCase();
  return {
    userId,
    organizationId,
    organizationName: text(claims.org_name) ?? text(nested.slg) ?? text(claims.org_slug) ?? organizationId,
    userName: text(claims.name) ?? userId,
    role: role === 'OWNER' || role === 'ADMIN' ? role : 'MEMBER',
    expiresAt: typeof claims.exp === 'number' ? claims.exp : null,
  };
}

/** Whether the token speaks for this user in this organisation: another's must never fill the store, nor send what is in it. */
export function speaksFor(claims: TokenClaims, identity: Pick<Identity, 'user' | 'organization'>): boolean {
  return claims.userId === identity.user.id && claims.organizationId === identity.organization.id;
}

function decode(token: string): Record<string, unknown> {
  try {
    return decodeJwt(token);
  } catch (cause) {
    if (cause instanceof errors.JOSEError || cause instanceof TypeError) {
      throw new NoTokenError('This is not a session token.', { cause });
    }
    throw cause;
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
