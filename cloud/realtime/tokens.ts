import { ANONYMOUS, type Caller } from '../identity/claims.ts';
import type { VerifyToken } from '../identity/verify-token.ts';

export type CallerOfToken = { kind: 'caller'; caller: Caller } | { kind: 'refused'; reason: string };

/** Who a token speaks for, or why not, in the words the client knows. A publishable key is nobody in particular. */
export async function callerOf(verify: VerifyToken, token: string): Promise<CallerOfToken> {
  if (!isToken(token)) return { kind: 'caller', caller: ANONYMOUS };
  const verified = await verify(token);
  if (verified.kind === 'valid') return { kind: 'caller', caller: verified.claims };
  if (verified.kind === 'invalid') return { kind: 'refused', reason: 'Failed to validate JWT signature' };
  return { kind: 'refused', reason: expiredSince(verified.at) };
}

export function isToken(text: string): boolean {
  return !text.startsWith('sb_') && text.split('.').length === 3;
}

export function expiredSince(seconds: number): string {
  return `Token has expired ${Math.max(0, Math.floor(Date.now() / 1000 - seconds))} seconds ago`;
}
