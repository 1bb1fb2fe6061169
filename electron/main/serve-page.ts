import { readPageFile } from '../page/read-page-file.ts';
import { securityHeaders } from '../page/security-headers.ts';
import { isAppAddress } from './app-address.ts';

/** Answers the page's own scheme from the built files. Nothing else lives under it, and no other host. */
export async function servePage(folder: string, request: Request): Promise<Response> {
  if (!isAppAddress(request.url)) return new Response('Not found\n', { status: 404 });
  const url = new URL(request.url);
  const answer = await readPageFile(folder, {
    method: request.method,
    target: `${url.pathname}${url.search}`,
    // Chromium does not say `navigate` to custom schemes in every version; it always accepts HTML for one.
    navigation: request.mode === 'navigate' || (request.headers.get('accept') ?? '').includes('text/html'),
  });
  const body = typeof answer.body === 'string' ? answer.body : new Uint8Array(answer.body);
  return new Response(request.method === 'HEAD' ? null : body, {
    status: answer.status,
    headers: { ...answer.headers, ...securityHeaders({ connect: [] }) },
  });
}
