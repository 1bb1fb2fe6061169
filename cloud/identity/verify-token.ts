import { createLocalJWKSet, errors, jwtVerify } from 'jose';
import { Claims } from './claims.ts';
import { ALGORITHM, type SigningKey } from './key-pair.ts';
import { ISSUER } from './mint-token.ts';

export type VerifiedToken =
  | { kind: 'valid'; claims: Claims }
  /** `at` is when it expired, in Unix seconds. */
  | { kind: 'expired'; at: number }
  | { kind: 'invalid' };

export type VerifyToken = (token: string) => Promise<VerifiedToken>;

/** Verifies as Supabase does for a trusted third party: signature by key set, issuer, times, and only known roles. */
export function createVerifier({ publicKey }: SigningKey): VerifyToken {
  const keys = createLocalJWKSet({ keys: [publicKey] });
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, { algorithms: [ALGORITHM], issuer: ISSUER });
      const claims = Claims.safeParse(payload);
      return claims.success ? { kind: 'valid', claims: claims.data } : { kind: 'invalid' };
    } catch (error) {
      if (error instanceof errors.JWTExpired) return { kind: 'expired', at: error.payload.exp ?? 0 };
      return { kind: 'invalid' };
    }
  };
}

/** A bearer token looks like three parts; anything else in its place (a publishable key) is no token. */
export function bearerToken(header: string | undefined): string | null {
  const token = /^Bearer\s+(\S+)$/i.exec(header ?? '')?.[1];
  return token !== undefined && token.split('.').length === 3 ? token : null;
}
