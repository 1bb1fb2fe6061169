import type { WebSocket, WebSocketServer } from 'ws';

/**
 * A page that vanished without a goodbye (a suspended laptop, a killed tab) would keep its subscriptions running for ever.
 * Twice this long without a pong ends its socket; browsers answer pings by themselves, also in hidden tabs.
 */
const PING_MS = 30_000;

/** Pings every client; returns what stops it. */
export function keepAlive(sockets: WebSocketServer): () => void {
  const answered = new WeakSet<WebSocket>();
  sockets.on('connection', (client) => {
    answered.add(client);
    client.on('pong', () => answered.add(client));
  });
  const timer = setInterval(() => {
    for (const client of sockets.clients) {
      if (!answered.has(client)) client.terminate();
      answered.delete(client);
      client.ping();
    }
  }, PING_MS);
  timer.unref();
  return () => clearInterval(timer);
}
