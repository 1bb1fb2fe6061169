/** Supabase Realtime's protocol 2.0.0, as much of it as supabase-js uses for broadcast and presence. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Hono } from 'hono';
import { type WebSocket, WebSocketServer } from 'ws';
import { ANONYMOUS, type Caller } from '../identity/claims.ts';
import type { VerifyToken } from '../identity/verify-token.ts';
import { broadcastRoutes } from './broadcast-route.ts';
import { type Channel, type Connection, reply, sendClose, sendText } from './channel.ts';
import { clientBroadcast } from './client-broadcast.ts';
import { type ClientFrame, decodeBinary, decodeText, type Incoming } from './frames.ts';
import { DEFAULT_LIMITS, type Limits, perSecond } from './limits.ts';
import { Membership } from './membership.ts';
import { Presence } from './presence.ts';
import { openRealtimeDatabase } from './realtime-database.ts';
import { Rooms } from './rooms.ts';
import { callerOf, isToken } from './tokens.ts';

export interface Realtime {
  /** To be mounted at /realtime/v1. */
  routes: Hono<{ Variables: { caller: Caller } }>;
  /** For a request to /realtime/v1/websocket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>;
  /** Cuts every open socket, as a lost network would. */
  disconnectAll(): void;
  close(): Promise<void>;
}

export async function openRealtime(options: {
  databaseUrl: string;
  verify: VerifyToken;
  limits?: Partial<Limits>;
}): Promise<Realtime> {
  const { verify } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const maySend = perSecond(limits.eventsPerSecond);
  const rooms = new Rooms();
  const presence = new Presence(rooms, limits);
  const database = await openRealtimeDatabase(
    options.databaseUrl,
    ({ id, topic, event, private: isPrivate, payload }) => {
      const text = JSON.stringify(payload);
      // As hosted: an oversized or rate-limited database message is dropped.
      if (Buffer.byteLength(text) > limits.payloadBytes || !maySend()) return;
      rooms.broadcast({ id, topic, isPrivate, event, body: { kind: 'json', text } });
    },
  );
  const membership = new Membership({ database, verify, rooms, presence, limits });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: limits.frameBytes, perMessageDeflate: false });

  const handle = async (connection: Connection, incoming: Incoming): Promise<void> => {
    if (incoming.kind === 'garbage') return;
    const { frame } = incoming;
    const channel = connection.channels.get(frame.topic);
    const isMember = channel !== undefined && (frame.joinRef === null || frame.joinRef === channel.joinRef);
    if (incoming.kind === 'broadcast') {
      const message = { ref: frame.ref, event: frame.event, body: incoming.body };
      if (isMember) await clientBroadcast(channel, message, { membership, rooms, limits, maySend });
    } else if (frame.topic === 'phoenix') {
      const answer = { status: 'ok', response: {} };
      if (frame.event === 'heartbeat') sendText(connection, [null, frame.ref, 'phoenix', 'phx_reply', answer]);
    } else if (frame.event === 'phx_join') {
      await membership.join(connection, incoming.frame);
    } else if (isMember) {
      await handleMember(channel, incoming.frame);
    } else {
      const answer =
        frame.event === 'phx_leave'
          ? { status: 'ok', response: {} }
          : { status: 'error', response: { reason: 'unmatched topic' } };
      sendText(connection, [frame.joinRef, frame.ref, frame.topic, 'phx_reply', answer]);
    }
  };

  const handleMember = async (channel: Channel, { ref, event, payload }: ClientFrame): Promise<void> => {
    if (event === 'phx_leave') {
      reply(channel, ref, 'ok');
      sendClose(channel);
      membership.leave(channel);
    } else if (event === 'access_token') {
      await membership
        .refresh(channel, payload)
        .catch(() => membership.close(channel, 'The token could not be checked'));
    } else if (event === 'presence') {
      const outcome = await presence.handle(channel, ref, payload, () => membership.mayWrite(channel, 'presence'));
      if (outcome.kind === 'close') membership.close(channel, outcome.reason);
    } else if (event === 'broadcast') {
      const message = payload !== null && typeof payload === 'object' ? payload : {};
      const text = JSON.stringify('payload' in message ? message.payload : {});
      const name = 'event' in message ? String(message.event) : '';
      const body = { kind: 'json' as const, text };
      await clientBroadcast(channel, { ref, event: name, body }, { membership, rooms, limits, maySend });
    }
  };

  const serve = (socket: WebSocket, request: IncomingMessage, caller: Caller): void => {
    const connection: Connection = { socket, caller, headers: customHeaders(request), channels: new Map() };
    // One after another: a push behind a join must find the channel joined.
    let tail: Promise<void> = Promise.resolve();
    socket.on('message', (data, isBinary) => {
      const bytes = Buffer.isBuffer(data) ? data : Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
      const incoming = isBinary ? decodeBinary(bytes) : decodeText(bytes.toString('utf8'));
      tail = tail.then(() => handle(connection, incoming)).catch(() => socket.close(1011));
    });
    socket.on('close', () => {
      // Behind what is still being handled: a join that ends later would stay in its room for ever.
      void tail.then(() => [...connection.channels.values()].forEach((channel) => void membership.leave(channel)));
    });
    socket.on('error', () => socket.terminate());
  };

  return {
    routes: broadcastRoutes({ database, rooms, verify, limits, maySend }),
    async upgrade(request, socket, head) {
      const apiKey = keyOf(request);
      if (apiKey === null) return refuse(socket, '401 Unauthorized', 'API key is missing');
      if (sockets.clients.size >= limits.sockets)
        return refuse(socket, '429 Too Many Requests', 'Too many connected users');
      const known = isToken(apiKey) ? await callerOf(verify, apiKey) : { kind: 'caller' as const, caller: ANONYMOUS };
      if (known.kind === 'refused') return refuse(socket, '401 Unauthorized', known.reason);
      sockets.handleUpgrade(request, socket, head, (accepted) => serve(accepted, request, known.caller));
    },
    disconnectAll() {
      for (const client of sockets.clients) client.terminate();
    },
    async close() {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
      await database.close();
    },
  };
}

function keyOf(request: IncomingMessage): string | null {
  const header = request.headers['x-api-key'];
  if (typeof header === 'string') return header;
  return new URL(request.url ?? '/', 'http://localhost').searchParams.get('apikey');
}

/** Policies may read the connection's own headers (`request.headers`); none that carries a secret. */
function customHeaders(request: IncomingMessage): { [name: string]: string } {
  const own = Object.entries(request.headers).filter(([name]) => name.startsWith('x-') && name !== 'x-api-key');
  return Object.fromEntries(own.map(([name, value]) => [name, String(value)]));
}

function refuse(socket: Duplex, status: string, error: string): void {
  const body = JSON.stringify({ error });
  const head = [`HTTP/1.1 ${status}`, 'Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`];
  socket.end(`${[...head, 'Connection: close'].join('\r\n')}\r\n\r\n${body}`);
}
