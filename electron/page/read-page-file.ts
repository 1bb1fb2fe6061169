import { readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { withNonce } from './content-security-policy.ts';
import { contentTypeOf } from './content-types.ts';
import { choosePageFile, type PageRequest } from './page-file.ts';

export interface PageAnswer {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array | string;
}

/** Built files carry a hash in their name, so an answer never goes stale; everything else is asked for each time. */
const FOREVER = 'public, max-age=31536000, immutable';

const PLAIN = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };

const REFUSALS = { 400: 'Bad request\n', 404: 'Not found\n', 405: 'Method not allowed\n' } as const;

/** Answers a request for the built page from its folder, with `nonce` in the page; security headers are the host's to add. */
export async function readPageFile(
  folder: string,
  request: PageRequest,
  nonce: string | null = null,
): Promise<PageAnswer> {
  const choice = choosePageFile(request);
  if (choice.kind === 'refused') return refuse(choice.status);
  const segments = choice.kind === 'page' ? ['index.html'] : choice.segments;
  const file = join(folder, ...segments);
  const inside = relative(folder, file);
  if (inside.startsWith('..') || inside.split(sep).length !== segments.length) return refuse(400);
  const body = await readFile(file).catch(missing);
  if (body === null) return refuse(404);
  const immutable = segments[0] === 'assets' && segments.length > 1;
  return {
    status: 200,
    headers: { 'Content-Type': contentTypeOf(file), 'Cache-Control': immutable ? FOREVER : 'no-cache' },
    body: nonce !== null && choice.kind === 'page' ? withNonce(body.toString('utf8'), nonce) : body,
  };
}

function refuse(status: 400 | 404 | 405): PageAnswer {
  const allow = status === 405 ? { Allow: 'GET, HEAD' } : {};
  return { status, headers: { ...PLAIN, ...allow }, body: REFUSALS[status] };
}

function missing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'EISDIR' || error.code === 'ENOTDIR') return null;
  throw error;
}
