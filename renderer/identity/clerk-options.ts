/** For both hosts. Clerk's telemetry stays off: no desk calls anybody but those it works with. */
export const CLERK_OPTIONS = {
  telemetry: false,
  signInFallbackRedirectUrl: '/',
  signUpFallbackRedirectUrl: '/',
  afterSignOutUrl: '/',
} as const;
