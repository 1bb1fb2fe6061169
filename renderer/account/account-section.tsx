import { Button } from '../components/button.tsx';
import { useHostState } from '../host/host-context.ts';
import { useIdentity, useIdentityState } from '../identity/identity-context.ts';
import type { IdentityState } from '../identity/page-identity.ts';
import { OrganizationSwitcher } from './organization-switcher.tsx';
import { useSignOut } from './sign-out-store.ts';

const WORDS: Record<IdentityState['state'], string> = {
  unknown: 'The sign-in service is being asked.',
  'signed-in': 'Signed in.',
  'needs-sign-in': 'Signed out: nothing is sent until you sign in again.',
  offline: 'The sign-in service cannot be reached. You can go on working.',
};

export function AccountSection() {
  const host = useHostState();
  const state = useIdentityState();
  const session = useIdentity();
  const signOut = useSignOut((store) => store.open);
  if (host?.identity == null) return null;
  const { user, role } = host.identity;
  return (
    <div className="flex flex-col gap-4">
      <div>
        <p>
          <bdi>{user.name}</bdi> ({role.toLowerCase()})
        </p>
        <p className="text-soft">
          {host.tokens === 'engine' ? 'This workspace needs no sign-in.' : WORDS[state.state]}
        </p>
      </div>
      <OrganizationSwitcher />
      {host.tokens === 'page' && (
        <div className="flex gap-2">
          {state.state === 'needs-sign-in' && (
            <Button look="primary" onClick={() => session.identity?.signIn()}>
              Sign in
            </Button>
          )}
          <Button onClick={signOut}>Sign out…</Button>
        </div>
      )}
    </div>
  );
}
