import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import type { JWK } from 'jose';
import type { Realtime } from '../realtime/open-realtime.ts';
import type { Rest } from '../rest/open-rest.ts';
import { mayAsk } from './request-guard.ts';
import { StartFailure } from './start-failure.ts';

const REALTIME_PATH = '/realtime/v1/websocket';

export interface HttpServer {
  url: string;
  close(): Promise<void>;
}

/** Everything the cloud answers, on one port of 127.0.0.1. Port 0 takes any free one. Throws StartFailure. */
export async function startHttpServer(options: {
  port: number;
  rest: Rest;
  realtime: Realtime;
  publicKey: JWK;
}): Promise<HttpServer> {
  const { rest, realtime, publicKey } = options;
  const app = new Hono();
  app.get('/health', (context) => context.json({ status: 'ok' }));
  app.get('/.well-known/jwks.json', (context) => context.json({ keys: [publicKey] }));
  app.route('/realtime/v1', realtime.routes);
  app.all('/rest/v1/*', (context) => rest.fetch(context.req.raw));

  const listener = getRequestListener(app.fetch);
  const server = createServer();
  const port = await listen(server, options.port);
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (mayAsk(request.headers, port)) void listener(request, response);
    else response.writeHead(403, { 'content-type': 'application/json' }).end('{"message":"Forbidden"}');
  });
  server.on('upgrade', (request, socket, head) => {
    const isRealtime = request.url?.startsWith(REALTIME_PATH) === true;
    if (isRealtime && mayAsk(request.headers, port)) void realtime.upgrade(request, socket, head);
    else socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      const closed = new Promise<void>((done) => server.close(() => done()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function listen(server: Server, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(port, '127.0.0.1', resolve);
  try {
    await promise;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE') {
      throw new StartFailure(`Port ${port} is in use by another program. Choose another with --port.`, { cause });
    }
    throw cause;
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new StartFailure('The server has no port.');
  return address.port;
}
