import { Button } from '../components/button.tsx';
import { useHostState } from '../host/host-context.ts';
import { useIdentity, useIdentityState } from '../identity/identity-context.ts';

/** Signed out, with the desk open: work goes on, sync waits. Nothing is said offline: that is no sign-out. */
export function SignInBar() {
  const host = useHostState();
  const session = useIdentity();
  const state = useIdentityState();
  if (host?.tokens !== 'page' || (state.state !== 'needs-sign-in' && session.trouble === null)) return null;
  return (
    <div role="status" className="flex shrink-0 items-center gap-4 bg-wait-wash px-4 py-1.5 text-wait">
      <p className="min-w-0 flex-1">
        {session.trouble ??
          'You are signed out. You can go on working: everything is kept here, and sent once you have signed in.'}
      </p>
      {session.trouble === null ? (
        <Button compact onClick={() => session.identity?.signIn()}>
          Sign in
        </Button>
      ) : (
        <Button compact onClick={() => session.tryAgain()}>
          Try again
        </Button>
      )}
    </div>
  );
}
