import { clerkHost } from '../cloud-settings.ts';
import { ANSWER_LIMIT_MS } from './ask-rest.ts';
import { type Check, failed, passed } from './contract.ts';

/** Clerk's Frontend API answers this to everybody: what may be shown before a sign-in. */
export const checkClerk: Check = async ({ clerkPublishableKey }, { fetch }) => {
  const host = clerkHost(clerkPublishableKey) ?? '';
  const advice =
    'Copy the publishable key once more, from Clerk under Configure, API keys. Without the sign-in nobody can enter; who has signed in before goes on offline.';
  try {
    const response = await fetch(`https://${host}/v1/environment`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    });
    const body: unknown = await response.json();
    const isClerk = response.ok && typeof body === 'object' && body !== null && 'auth_config' in body;
    return isClerk ? passed(`Clerk answers at ${host}.`) : failed(`${host} answers, but not as Clerk does.`, advice);
  } catch {
    return failed(`The sign-in does not answer at ${host}.`, advice);
  }
};
