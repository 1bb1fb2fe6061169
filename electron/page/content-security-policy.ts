import { randomBytes } from 'node:crypto';

/** What the page of a workspace with sign-in needs beside its own files. */
export interface SignInNeeds {
  /** Clerk's frontend API of this instance, as its publishable key names it: clerk.example.com. */
  clerkHost: string;
  /** Of this answer alone; the same as in the page's `csp-nonce`. */
  nonce: string;
}

export interface PolicyNeeds {
  /** Origins the page opens connections to, beside its own. */
  connect: string[];
  signIn: SignInNeeds | null;
}

type Sources = Record<string, string[]>;

/**
 * Scripts come from our own files only: no inline script, no eval, no WebAssembly (PGlite is not in the page). Styles may be
 * inline because the editor and the component library place elements by style attributes and inject their sheets. Pictures
 * from the network stay out: a text could otherwise call home when it is read.
 */
const OWN: Sources = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'font-src': ["'self'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'manifest-src': ["'self'"],
  'connect-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
};

/**
 * What Clerk's guide asks for (README of @clerk/electron 0.0.45), with a nonce in the place of its 'unsafe-inline' for scripts: its
 * components load from the instance's own host, look for robots with Cloudflare's challenge, and show pictures of people.
 */
function ofSignIn({ clerkHost, nonce }: SignInNeeds): Sources {
  const challenge = 'https://challenges.cloudflare.com';
  return {
    'script-src': [`'nonce-${nonce}'`, `https://${clerkHost}`, challenge],
    'connect-src': [`https://${clerkHost}`],
    'img-src': ['https://img.clerk.com'],
    'worker-src': ["'self'", 'blob:'],
    'frame-src': [challenge],
  };
}

const HOST = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;
const NONCE = /^[A-Za-z0-9+/]{22,}={0,2}$/;
const ORIGIN = /^(https?|wss?):\/\/[a-z0-9.-]+(:\d{1,5})?$/;

/** The policy as a header. What goes into it is checked: a space or a semicolon in a setting would write another policy. */
export function contentSecurityPolicy({ connect, signIn }: PolicyNeeds): string {
  const added: Sources = signIn === null ? {} : ofSignIn(signIn);
  if (signIn !== null && (!HOST.test(signIn.clerkHost) || !NONCE.test(signIn.nonce))) {
    throw new TypeError('the sign-in host or the nonce does not fit into a policy');
  }
  if (!connect.every((origin) => ORIGIN.test(origin))) throw new TypeError('an origin does not fit into a policy');
  const all: Sources = { ...OWN, 'connect-src': ["'self'", ...connect] };
  for (const [directive, sources] of Object.entries(added)) all[directive] = [...(all[directive] ?? []), ...sources];
  return Object.entries(all)
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ');
}

/** A nonce for one answer: 128 bits that nobody can guess. */
export function newNonce(): string {
  return randomBytes(16).toString('base64');
}

const NONCE_PLACE = /<meta property="csp-nonce" nonce=""\s*\/?>/;

/** The page with its nonce in the place that renderer/index.html keeps for it; scripts of the page read it there. */
export function withNonce(page: string, nonce: string): string {
  return page.replace(NONCE_PLACE, () => `<meta property="csp-nonce" nonce="${nonce}" />`);
}
