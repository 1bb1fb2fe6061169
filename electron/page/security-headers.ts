/**
 * Headers of everything the page's host serves, in the browser host and in Electron alike.
 *
 * Scripts come from our own files only: no inline script, no eval, no WebAssembly (PGlite is not in the page). Styles may be
 * inline because the editor and the component library place elements by style attributes and inject their sheets. Pictures
 * from the network stay out: a text could otherwise call home when it is read.
 */
export function securityHeaders(options: { connect: string[] }): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self'",
    "img-src 'self' data: blob:",
    "manifest-src 'self'",
    `connect-src ${["'self'", ...options.connect].join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'Content-Security-Policy': policy.join('; '),
    'X-Content-Type-Options': 'nosniff',
    // The launch secret stands in the first address; no other site may learn it.
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=()',
  };
}
