/**
 * For both hosts. Clerk's telemetry stays off: no desk calls anybody but those it works with. Its scripts carry the nonce that the
 * page's policy names (see electron/page/content-security-policy.ts); in a page without a policy there is none.
 */
export function clerkOptions() {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
  return {
    telemetry: false,
    signInFallbackRedirectUrl: '/',
    signUpFallbackRedirectUrl: '/',
    afterSignOutUrl: '/',
    ...(nonce === undefined || nonce === '' ? {} : { nonce }),
  } as const;
}
