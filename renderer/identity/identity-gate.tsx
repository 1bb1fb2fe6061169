import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { DemoAwayBar } from '../account/demo-away-bar.tsx';
import { DemoAwayScreen } from '../account/demo-away-screen.tsx';
import { LockedScreen } from '../account/locked-screen.tsx';
import { OpeningBar } from '../account/opening-bar.tsx';
import { SignInBar } from '../account/sign-in-bar.tsx';
import { SignInScreen } from '../account/sign-in-screen.tsx';
import { SignOutDialog } from '../account/sign-out-dialog.tsx';
import { useToasts } from '../components/toast-store.ts';
import { Toasts } from '../components/toasts.tsx';
import type { EngineLink } from '../engine-port/engine-client.ts';
import { useEngineLink } from '../engine-port/engine-context.ts';
import { useHostState } from '../host/host-context.ts';
import { presentDesk } from './present-desk.ts';

/**
 * The desk, or what stands in its place: the sign-in while nobody has entered, the lock once access has ended. What is refused is
 * said on each of them.
 */
export function IdentityGate({ children }: { children: ReactNode }) {
  useFreshPage();
  useFreshMessages();
  return (
    <>
      <DeskOrCover>{children}</DeskOrCover>
      <SignOutDialog />
      <Toasts />
    </>
  );
}

function DeskOrCover({ children }: { children: ReactNode }) {
  const cover = useCover();
  return (
    <div className="flex h-full flex-col">
      <OpeningBar />
      <DemoAwayBar />
      {cover === null && <SignInBar />}
      <div className="min-h-0 flex-1">{cover ?? children}</div>
    </div>
  );
}

/** Null while the desk may be seen. */
function useCover(): ReactNode {
  const host = useHostState();
  const isLocked = useEngineLink(isLockedBy);
  if (host !== null && host.identity === null) {
    return host.workspace === 'demo' ? <DemoAwayScreen /> : <SignInScreen />;
  }
  return isLocked ? <LockedScreen /> : null;
}

function isLockedBy(link: EngineLink): boolean {
  const connection = link.state === 'connecting' ? null : (link.status?.connection ?? null);
  return connection?.state === 'paused' && connection.reasons.includes('access-revoked');
}

/** Another person, organisation or workspace begins with a page that knows nothing of the one before. */
function useFreshPage(): void {
  const host = useHostState();
  const before = useRef<string | null>(null);
  const identity = host?.identity ?? null;
  const desk =
    host === null || identity === null ? null : `${host.workspace} ${identity.user.id} ${identity.organization.id}`;
  const workspace = host?.workspace ?? null;
  const workspaceBefore = useRef<string | null>(null);
  useEffect(() => {
    const isOtherDesk = desk !== null && before.current !== null && before.current !== desk;
    const isOtherWorkspace = workspaceBefore.current !== null && workspace !== workspaceBefore.current;
    if (desk !== null) before.current = desk;
    workspaceBefore.current = workspace;
    if (isOtherDesk || isOtherWorkspace) window.location.assign('/');
  }, [desk, workspace]);
}

/** What was told on a desk is read by nobody who comes after it, and on no cover in its place: gone before that is painted. */
function useFreshMessages(): void {
  const present = presentDesk(useHostState(), useEngineLink(isLockedBy));
  const beginAnew = useToasts((toasts) => toasts.beginAnew);
  const before = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (before.current !== null && before.current !== present) beginAnew();
    before.current = present;
  }, [present, beginAnew]);
}
