import { createHash, timingSafeEqual } from 'node:crypto';

/** The subprotocol that the page asks for beside its launch key, and the one that is answered. */
export const SUBPROTOCOL = 'showrunner';
export const ENGINE_PATH = '/engine';

/** The two names under which a page of ours reaches this server; both resolve to the loopback interface only. */
function ownHosts(port: number): string[] {
  return [`127.0.0.1:${port}`, `localhost:${port}`];
}

/**
 * True when the request names this server. A page of another site can make a name of its own resolve to 127.0.0.1 (DNS
 * rebinding) and would then read our answers as its own; its Host header gives it away.
 */
export function isOwnHost(host: string | undefined, port: number): boolean {
  return host !== undefined && ownHosts(port).includes(host.toLowerCase());
}

export interface UpgradeRequest {
  method: string | undefined;
  /** Path and query as they came. */
  target: string | undefined;
  host: string | undefined;
  origin: string | undefined;
  /** The header Sec-WebSocket-Protocol. */
  protocols: string | undefined;
}

export type UpgradeVerdict = { allowed: true } | { allowed: false; status: 400 | 401 | 403 | 404 };

/**
 * May this upgrade reach the engine? Only a page that this server gave out (own Origin, always sent by browsers and not to be
 * forged by a page) and that knows the launch key. The key travels as a subprotocol because a browser can set no other header,
 * and an address would end in histories and logs.
 */
export function judgeUpgrade(request: UpgradeRequest, own: { port: number; key: string }): UpgradeVerdict {
  if (request.method !== 'GET') return { allowed: false, status: 400 };
  if (!isOwnHost(request.host, own.port)) return { allowed: false, status: 403 };
  if (request.origin !== `http://${request.host?.toLowerCase()}`) return { allowed: false, status: 403 };
  if (request.target !== ENGINE_PATH) return { allowed: false, status: 404 };
  const protocols = (request.protocols ?? '').split(',').map((protocol) => protocol.trim());
  if (protocols.length !== 2 || protocols[0] !== SUBPROTOCOL) return { allowed: false, status: 400 };
  return isSecret(protocols[1] ?? '', own.key) ? { allowed: true } : { allowed: false, status: 401 };
}

/** Compares in a time that tells nothing of where two texts differ, nor of their lengths (both are hashed first). */
export function isSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
