import type { IncomingHttpHeaders } from 'node:http';

/**
 * Only programs of this machine that mean us. A name in Host that is not ours is DNS rebinding (a web page whose name was
 * pointed at 127.0.0.1); an Origin is a web page, and pages never talk to the cloud, the engine does.
 */
export function mayAsk(headers: IncomingHttpHeaders, port: number): boolean {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  return headers.host !== undefined && hosts.includes(headers.host) && headers.origin === undefined;
}
