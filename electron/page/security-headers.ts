import { contentSecurityPolicy, type PolicyNeeds } from './content-security-policy.ts';

/** Headers of everything the page's host serves, in the browser host and in Electron alike. */
export function securityHeaders(needs: PolicyNeeds): Record<string, string> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(needs),
    'X-Content-Type-Options': 'nosniff',
    // The launch secret stands in the first address; no other site may learn it.
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=()',
  };
}
