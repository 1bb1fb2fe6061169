import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { electronBinary, walkHost } from './walk-host.ts';

export const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** As root and without a display; and nothing of the browser's own on the network. */
export const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Walks need a Chromium; without one they are skipped and say so, except in CI, where they then fail. In Electron they need its
 * binary and a display, which a machine of CI may not have.
 */
export const canWalk =
  walkHost === 'electron' ? electronBinary.path !== null : existsSync(CHROMIUM) || process.env.CI !== undefined;

/** The browser that walks look at desks with; in Electron the desks bring their own windows, and there is nothing to open. */
export function openChromium(): Promise<Browser> {
  if (walkHost === 'electron') return Promise.resolve(NO_BROWSER);
  return chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGUMENTS });
}

const NO_BROWSER = new Proxy({} as Browser, {
  get(_, member) {
    // Handed on by a promise, and closed at the end of a walk.
    if (member === 'then') return undefined;
    if (member === 'close') return async () => {};
    throw new Error(`A walk that runs in Electron too cannot use ${String(member)} of the browser.`);
  },
});
