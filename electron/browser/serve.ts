import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { newNonce } from '../page/content-security-policy.ts';
import type { PageRequest } from '../page/page-file.ts';
import { readPageFile } from '../page/read-page-file.ts';
import { securityHeaders } from '../page/security-headers.ts';
import { keepAlive } from './keep-alive.ts';
import { isOwnHost, judgeUpgrade, SUBPROTOCOL } from './request-guard.ts';
import { type PageSocket, socketPort } from './socket-port.ts';

/** One message at most: a text of 200 kB with everything around it, many times over. */
const LARGEST_MESSAGE_BYTES = 16 * 1024 * 1024;

const LOOPBACK = '127.0.0.1';
/** A person has a few windows open; more sockets with the right key are a page that opens them in a loop. */
const MOST_PAGES = 32;

export interface BrowserHostOptions {
  /** The built page, `dist/renderer`. */
  pageDir: string;
  /** 0 or absent: any free port. */
  port?: number;
  /** The secret of this launch, URL-safe (it is also a WebSocket subprotocol). */
  key: string;
  /** The host of the workspace's Clerk instance, asked at each page; absent: the page talks to this server only. */
  clerkHost?: () => string | null;
  /** Called for each page that has proven itself. */
  connect(page: PageSocket): void;
}

export interface BrowserHost {
  port: number;
  /** Where a person opens the app, key included. */
  url: string;
  close(): Promise<void>;
}

/**
 * The browser host: serves the built page and the engine's port on the loopback interface. Rejects with the error of `listen`
 * (EADDRINUSE for a port in use).
 */
export async function serveBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_MESSAGE_BYTES,
    handleProtocols: () => SUBPROTOCOL,
  });
  const server = createServer((request, response) => {
    answer(request, response, options, port).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  const stopKeepAlive = keepAlive(sockets);
  server.on('upgrade', (request, socket, head) => {
    const verdict = judgeUpgrade(
      {
        method: request.method,
        target: request.url,
        host: request.headers.host,
        origin: request.headers.origin,
        protocols: request.headers['sec-websocket-protocol'],
      },
      { port, key: options.key },
    );
    if (!verdict.allowed) return refuseUpgrade(socket, verdict.status);
    if (sockets.clients.size >= MOST_PAGES) return refuseUpgrade(socket, 429);
    sockets.handleUpgrade(request, socket, head, (client) => {
      sockets.emit('connection', client, request);
      options.connect(socketPort(client));
    });
  });

  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, LOOPBACK, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

  return {
    port,
    url: `http://${LOOPBACK}:${port}/?key=${options.key}`,
    async close() {
      stopKeepAlive();
      for (const client of sockets.clients) client.terminate();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { pageDir, clerkHost = () => null }: BrowserHostOptions,
  port: number,
): Promise<void> {
  if (!isOwnHost(request.headers.host, port)) {
    response.writeHead(403, { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff' });
    response.end('This server answers to its own address only.\n');
    return;
  }
  const host = clerkHost();
  const signIn = host === null ? null : { clerkHost: host, nonce: newNonce() };
  const asked: PageRequest = {
    method: request.method ?? '',
    target: request.url ?? '',
    navigation: isNavigation(request),
  };
  const { status, headers, body } = await readPageFile(pageDir, asked, signIn?.nonce);
  const connect = [`ws://${request.headers.host}`];
  response.writeHead(status, {
    ...headers,
    ...securityHeaders({ connect, signIn }),
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Browsers say so themselves; of others (curl) what they accept is the best guess. */
function isNavigation(request: IncomingMessage): boolean {
  const mode = request.headers['sec-fetch-mode'];
  if (mode !== undefined) return mode === 'navigate';
  return (request.headers.accept ?? '').includes('text/html');
}

const REASONS = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
} as const;

function refuseUpgrade(socket: Duplex, status: keyof typeof REASONS): void {
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${REASONS[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
