import { isAppAddress } from './app-address.ts';

/** What the page needs of Chromium: copying text, and telling that a generation is done. */
const GRANTED = new Set(['clipboard-sanitized-write', 'notifications']);

/** Electron grants everything by default; here nothing is but what the page needs, and only to the page itself. */
export function isPermitted(permission: string, origin: string): boolean {
  return GRANTED.has(permission) && isAppAddress(origin);
}
