import { newNonce } from '../page/content-security-policy.ts';
import type { PageRequest } from '../page/page-file.ts';
import { readPageFile } from '../page/read-page-file.ts';
import { securityHeaders } from '../page/security-headers.ts';
import { isAppAddress } from './app-address.ts';

/**
 * Answers the page's own scheme from the built files. Nothing else lives under it, and no other host. `clerkHost` is named by the
 * workspace's Clerk key; without one the page talks to nobody.
 */
export async function servePage(folder: string, request: Request, clerkHost: string | null = null): Promise<Response> {
  if (!isAppAddress(request.url)) return new Response('Not found\n', { status: 404 });
  const url = new URL(request.url);
  const signIn = clerkHost === null ? null : { clerkHost, nonce: newNonce() };
  const asked: PageRequest = {
    method: request.method,
    target: `${url.pathname}${url.search}`,
    // Chromium does not say `navigate` to custom schemes in every version; it always accepts HTML for one.
    navigation: request.mode === 'navigate' || (request.headers.get('accept') ?? '').includes('text/html'),
  };
  const answer = await readPageFile(folder, asked, signIn?.nonce);
  const body = typeof answer.body === 'string' ? answer.body : new Uint8Array(answer.body);
  return new Response(request.method === 'HEAD' ? null : body, {
    status: answer.status,
    headers: { ...answer.headers, ...securityHeaders({ connect: [], signIn }) },
  });
}
