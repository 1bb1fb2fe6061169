import { ClerkProvider } from '@clerk/react';
import { navigate } from 'wouter/use-browser-location';
import { ClerkBridge, type ClerkMountProps } from './clerk-bridge.tsx';
import { clerkOptions } from './clerk-options.ts';

/** Clerk in the browser host: its script comes from its own servers, as it has it for web pages. */
export default function ClerkInBrowser({ publishableKey, onClerk }: ClerkMountProps) {
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
