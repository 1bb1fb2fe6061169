import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import type { BrowserContext, Route } from 'playwright-core';
import { loadSigningKey } from '../../cloud/identity/key-pair.ts';
import { mintToken } from '../../cloud/identity/mint-token.ts';
import type { FakeAccount } from '../../renderer/identity/fake-clerk.ts';

export const FAKE_CLERK_HOST = 'brave-otter-1.clerk.accounts.dev';
export const FAKE_CLERK_KEY = `pk_test_${btoa(`${FAKE_CLERK_HOST}$`)}`;

const OPEN = { 'access-control-allow-origin': '*' };

export interface FakeClerkServer {
  /** From here on nothing of it can be reached. */
  cut(): void;
  /** Pages that load wait for Clerk's script until the returned function is called. */
  hold(): () => void;
}

/**
 * The FAKE of Clerk's servers in a real browser: its scripts are ours (renderer/identity/fake-clerk.ts, loaded by the real
 * @clerk/react under the page's real policy), its tokens are signed by the key that the embedded cloud trusts.
 */
export async function serveFakeClerk(context: BrowserContext, account: FakeAccount): Promise<FakeClerkServer> {
  const key = await loadSigningKey();
  const script = await clerkScript(account);
  let isCut = false;
  let held = Promise.resolve();
  await context.route(`https://${FAKE_CLERK_HOST}/**`, async (route: Route) => {
    const { pathname } = new URL(route.request().url());
    if (isCut) return route.abort('internetdisconnected');
    if (pathname.includes('/clerk-js')) {
      await held;
      return route.fulfill({ contentType: 'text/javascript', headers: OPEN, body: script });
    }
    if (pathname.includes('/ui')) {
      return route.fulfill({
        contentType: 'text/javascript',
        headers: OPEN,
        body: 'window.__internal_ClerkUICtor = class {};',
      });
    }
    if (pathname !== '/v1/fake-token') return route.fulfill({ json: { auth_config: {} }, headers: OPEN });
    const { user, organization, role } = route.request().postDataJSON();
    const token = await mintToken(
      { user, organization, role: role === 'admin' ? 'admin' : 'member', expiresSeconds: 60 },
      key,
    );
    return route.fulfill({ json: { token }, headers: OPEN });
  });
  return {
    cut() {
      isCut = true;
    },
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    },
  };
}

async function clerkScript(account: FakeAccount): Promise<string> {
  const file = join(import.meta.dirname, '../../renderer/identity/fake-clerk.ts');
  const fake = stripTypeScriptTypes(await readFile(file, 'utf8')).replace('export class', 'class');
  return `(() => {
    // The loader takes its element away once it has run; the walk asks what it carried.
    window.clerkScriptNonce = document.currentScript.nonce;
    ${fake}
    const kept = 'fake-clerk';
    const world = {
      now: () => Date.now(),
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      online: () => navigator.onLine,
      async mint(request) {
        const answer = await fetch('https://${FAKE_CLERK_HOST}/v1/fake-token', { method: 'POST', body: JSON.stringify(request) });
        return answer.ok ? (await answer.json()).token : { status: answer.status };
      },
    };
    const clerk = new FakeClerk(world, JSON.parse(localStorage.getItem(kept) ?? 'null'));
    clerk.addListener(() => localStorage.setItem(kept, JSON.stringify(clerk.account)));
    clerk.openSignIn = () => clerk.completeSignIn(${JSON.stringify(account)});
    window.Clerk = clerk;
  })();`;
}
