import { ClerkProvider } from '@clerk/electron/react';
import { navigate } from 'wouter/use-browser-location';
import { ClerkBridge, type ClerkMountProps } from './clerk-bridge.tsx';
import { clerkOptions } from './clerk-options.ts';

/** Clerk in Electron: its client is part of this page, and its session's secret is with the main process, encrypted. */
export default function ClerkInElectron({ publishableKey, onClerk }: ClerkMountProps) {
  return (
    <ClerkProvider
      {...clerkOptions()}
      publishableKey={publishableKey}
      routerPush={(to) => navigate(to)}
      routerReplace={(to) => navigate(to, { replace: true })}
    >
      <ClerkBridge onClerk={onClerk} />
    </ClerkProvider>
  );
}
