import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isSecret } from '../browser/request-guard.ts';

export interface LeaseServer {
  port: number;
  close(): Promise<void>;
}

export interface LeaseServerOptions {
  secret: string;
  /** How long to wait for a first lease. */
  firstMs: number;
  /** How long to live on when the last lease has gone: a restarted app finds its cloud still warm. */
  idleMs: number;
  /** Nobody needs the cloud any more. Called once; no lease is given from then on. */
  onIdle(): void;
}

/**
 * Counts the apps that use a demo cloud. A lease is one open HTTP answer: the system closes it when the app's process dies,
 * however it dies, so no lease is left behind.
 *
 * `GET /health` answers `{ leases }`; `GET /lease` answers 200 and stays open for as long as the lease is held.
 */
export async function startLeaseServer(options: LeaseServerOptions): Promise<LeaseServer> {
  const leases = new Set<ServerResponse>();
  let idle = false;
  let countdown = startCountdown(options.firstMs);

  function startCountdown(ms: number): NodeJS.Timeout {
    return setTimeout(() => {
      idle = true;
      options.onIdle();
    }, ms);
  }

  function refusalOf(request: IncomingMessage): 401 | 404 | 503 | null {
    if (!isSecret(request.headers.authorization ?? '', `Bearer ${options.secret}`)) return 401;
    if (idle) return 503;
    return request.url === '/health' || request.url === '/lease' ? null : 404;
  }

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const refusal = refusalOf(request);
    if (refusal !== null) {
      finish(response, refusal);
      return;
    }
    if (request.url === '/health') {
      finish(response, 200, { leases: leases.size });
      return;
    }
    clearTimeout(countdown);
    leases.add(response);
    response.writeHead(200, { 'Content-Type': 'text/plain' });
    response.flushHeaders();
    response.on('close', () => {
      leases.delete(response);
      if (leases.size === 0 && !idle) countdown = startCountdown(options.idleMs);
    });
  }

  const server = createServer(answer);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve());
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      idle = true;
      clearTimeout(countdown);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function finish(response: ServerResponse, status: number, body?: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json', Connection: 'close' });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
