import { mintToken } from '../../cloud/identity/mint-token.ts';
import type { TokenSource } from '../engine/identity/contract.ts';
import { type DemoProfile, demoIdentity } from './demo-profiles.ts';

/** Longer than Clerk's 60 seconds, short enough that every session of a few minutes goes through a renewal. */
const LIFE_SECONDS = 300;

/** What a token must still be good for when it is given out: more than the socket's heartbeat of 25 seconds. */
const LEAST_LEFT_SECONDS = 35;

export interface DemoTokenParts {
  now(): number;
  mint: typeof mintToken;
}

/** Tokens of a demo producer, signed with this machine user's demo key, which the embedded cloud trusts. */
export function demoTokens(
  profile: DemoProfile,
  parts: DemoTokenParts = { now: Date.now, mint: mintToken },
): TokenSource {
  const { user, organization, role } = demoIdentity(profile);
  let current: { token: Promise<string>; expiresAt: number } | null = null;
  return {
    getToken() {
      const now = parts.now() / 1000;
      if (current !== null && current.expiresAt - now >= LEAST_LEFT_SECONDS) return current.token;
      const token = parts.mint({
        user: user.id,
        organization: organization.id,
        role: role === 'MEMBER' ? 'member' : 'admin',
        expiresSeconds: LIFE_SECONDS,
      });
      const minted = { token, expiresAt: now + LIFE_SECONDS };
      current = minted;
      // A key that could not be read now may be readable the next time.
      token.catch(() => {
        if (current === minted) current = null;
      });
      return token;
    },
  };
}
