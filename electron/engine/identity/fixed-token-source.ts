import type { TokenSource } from './contract.ts';
import { NoTokenError } from './no-token-error.ts';

/** One token given at the start, as on a command line; good until it expires. */
export function fixedTokenSource(token: string | null): TokenSource {
  return {
    async getToken() {
      if (token === null || token === '') throw new NoTokenError('No token was given.');
      return token;
    },
  };
}
