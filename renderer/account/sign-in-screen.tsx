import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { ConnectForm } from '../connect/connect-form.tsx';
import { useHostState } from '../host/host-context.ts';
import { useChooseWorkspace } from '../host/use-choose-workspace.ts';
import { useIdentity, useIdentityState } from '../identity/identity-context.ts';
import { Cover } from './cover.tsx';
import { useSwitchOrganization } from './use-switch-organization.ts';

/** Nobody has entered on this machine yet, or whoever did has signed out. */
export function SignInScreen() {
  const chooseWorkspace = useChooseWorkspace();
  const isFixed = useHostState()?.cloud?.from === 'environment';
  const [isConnecting, setConnecting] = useState(false);
  if (isConnecting) {
    return (
      <Cover title="Your cloud">
        <ConnectForm />
        <Button look="quiet" className="self-start" onClick={() => setConnecting(false)}>
          Back to the sign-in
        </Button>
      </Cover>
    );
  }
  return (
    <Cover title="Sign in to your desk">
      <SignInBody />
      {!isFixed && (
        <div className="flex flex-wrap gap-x-4 gap-y-1 border-t border-line pt-4 text-[0.8125rem]">
          <Button look="quiet" compact onClick={() => setConnecting(true)}>
            Change the connection
          </Button>
          <Button look="quiet" compact onClick={() => chooseWorkspace('demo')}>
            Look at the demo instead
          </Button>
        </div>
      )}
    </Cover>
  );
}

function SignInBody() {
  const session = useIdentity();
  const state = useIdentityState();
  const leaving = useHostState()?.signOutPending;
  if (session.trouble !== null) {
    return (
      <>
        <p role="alert">{session.trouble}</p>
        <Button look="primary" className="self-start" onClick={() => session.tryAgain()}>
          Try again
        </Button>
      </>
    );
  }
  switch (state.state) {
    case 'unknown':
      return (
        <p role="status" className="text-soft">
          Asking the sign-in service who you are.
        </p>
      );
    case 'offline':
      return (
        <p role="status" className="text-soft">
          The sign-in service cannot be reached. The first sign-in on a machine needs a network; after it the desk opens
          without one. It is asked again by itself.
        </p>
      );
    case 'needs-sign-in':
      return (
        <>
          <p className="text-soft">
            Once, with a network. After that everything you work on is on this machine, and opens without one.
          </p>
          <Button look="primary" className="self-start" onClick={() => session.identity?.signIn()}>
            Sign in
          </Button>
        </>
      );
    case 'signed-in':
      if (state.who.user.id === leaving) {
        return (
          <>
            <p role="status">You have signed out here. The sign-in service has yet to hear of it.</p>
            <Button className="self-start" onClick={() => session.tryAgain()}>
              Tell it again
            </Button>
          </>
        );
      }
      return state.who.organization === null ? <ChooseOrganization /> : <p role="status">Opening your desk.</p>;
  }
}

function ChooseOrganization() {
  const session = useIdentity();
  const { going, go } = useSwitchOrganization();
  const organizations = session.identity?.organizations ?? [];
  if (organizations.length === 0) {
    return (
      <p>
        You are signed in, but you are in no organisation yet. Ask an administrator to invite you; then sign in again.
      </p>
    );
  }
  return (
    <>
      <p className="text-soft">Which organisation do you work for? You can change it later.</p>
      <ul className="flex flex-col gap-1.5">
        {organizations.map(({ id, name }) => (
          <li key={id}>
            <Button className="w-full justify-start" disabled={going !== null} onClick={() => void go(id)}>
              {name}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
