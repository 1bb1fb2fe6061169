import type { Identity } from '../engine/identity/contract.ts';
import { NoTokenError } from '../engine/identity/no-token-error.ts';
import { readTokenClaims } from '../engine/identity/token-claims.ts';
import { deskDirectory } from '../machine/data-directory.ts';
import { StartRefusal } from '../machine/start-refusal.ts';
import { readLastIdentity, writeLastIdentity } from './last-identity.ts';
import type { OpenWorkspace } from './workspace.ts';

const VARIABLES = ['SUPABASE_URL', 'SUPABASE_PUBLISHABLE_KEY', 'CLERK_PUBLISHABLE_KEY'] as const;

/** True when the environment names a real workspace. Throws a StartRefusal when it names half of one. */
export function isCloudConfigured(environment: NodeJS.ProcessEnv): boolean {
  const given = VARIABLES.filter((name) => environment[name]);
  if (given.length === 0) return false;
  const missing = VARIABLES.filter((name) => !environment[name]);
  if (missing.length > 0) {
    throw new StartRefusal(
      `${given.join(' and ')} ${given.length > 1 ? 'are' : 'is'} set, but ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not: set all three for your own workspace, or none for the demo.`,
    );
  }
  return true;
}

/**
 * The workspace on a Supabase project. Who works is read from SHOWRUNNER_TOKEN (a session token) or remembered from the last
 * time. Rejects with a StartRefusal when neither says it: the sign-in page of Clerk is not part of this version.
 */
export async function openCloudWorkspace(options: {
  dataDir: string;
  environment: NodeJS.ProcessEnv;
}): Promise<OpenWorkspace> {
  const { dataDir, environment } = options;
  const token = environment.SHOWRUNNER_TOKEN || null;
  const identity = token === null ? await readLastIdentity(dataDir) : identityOf(token);
  if (identity === null) {
    throw new StartRefusal(
      'Nobody has signed in on this machine yet, and the sign-in page is not part of this version: put a session token of yours into SHOWRUNNER_TOKEN and start again.',
    );
  }
  if (token !== null) await writeLastIdentity(dataDir, identity, new Date());
  const { user, organization } = identity;
  return {
    description: {
      workspace: 'cloud',
      dataDir: deskDirectory(dataDir, { workspace: 'cloud', userId: user.id, organizationId: organization.id }),
      cloud: {
        url: supabaseUrl(environment.SUPABASE_URL ?? ''),
        publishableKey: environment.SUPABASE_PUBLISHABLE_KEY ?? '',
      },
      identity,
      tokens: { from: token === null ? 'page' : 'environment' },
    },
    close: async () => {},
  };
}

function supabaseUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new StartRefusal('SUPABASE_URL is not an address: it looks like https://<ref>.supabase.co.');
  }
  return url.origin;
}

function identityOf(token: string): Identity {
  try {
    const { userId, userName, organizationId, organizationName, role } = readTokenClaims(token);
    return { user: { id: userId, name: userName }, organization: { id: organizationId, name: organizationName }, role };
  } catch (error) {
    if (error instanceof NoTokenError) throw new StartRefusal(`SHOWRUNNER_TOKEN cannot be used: ${error.message}`);
    throw error;
  }
}
