/**
 * A real Postgres endpoint in front of one PGlite, on 127.0.0.1: psql, postgres.js, n8n and our own REST layer connect to it
 * as they would to Postgres. What a single session cannot give is said in docs/decisions/0030.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type Socket } from 'node:net';
import type { PGlite } from '@electric-sql/pglite';
import { ASK_FOR_PASSWORD, encodeFatal } from './backend-messages.ts';
import { FrontendReader, ProtocolViolation, readStartup } from './frontend-messages.ts';
import { SharedSession } from './shared-session.ts';
import { IDLE_IN_TRANSACTION_MS, WireConnection } from './wire-connection.ts';

export interface WireServer {
  /** With a password that is new at every start: other users of this machine can reach the port too. */
  url: string;
  close(): Promise<void>;
}

export interface WireServerOptions {
  database: PGlite;
  /** PGlite broke; the process should end and be started again. */
  onFailure: (error: unknown) => void;
  idleInTransactionMs?: number;
}

const PASSWORD_BYTES = 18;

export async function startWireServer(options: WireServerOptions): Promise<WireServer> {
  const password = randomBytes(PASSWORD_BYTES).toString('base64url');
  const session = new SharedSession(options.database, options.onFailure);
  const greeting = session.greet();
  const open = new Map<Socket, Promise<void>>();
  let count = 0;
  const server = createServer((socket) => {
    count += 1;
    const number = count;
    const done = serve({ socket, session, greeting, password, number, idleMs: options.idleInTransactionMs });
    open.set(socket, done);
    void done.finally(() => open.delete(socket));
  });
  const { promise: listening, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(0, '127.0.0.1', resolve);
  await listening;
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the wire server has no port');
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${address.port}/postgres`,
    async close() {
      const closed = new Promise<void>((done) => server.close(() => done()));
      const sessions = [...open.values()];
      for (const socket of open.keys()) socket.destroy();
      await Promise.all([...sessions, closed]);
    },
  };
}

/** One socket, from its first byte until nothing of it is left in the session. */
async function serve(options: {
  socket: Socket;
  session: SharedSession;
  greeting: Buffer;
  password: string;
  number: number;
  idleMs: number | undefined;
}): Promise<void> {
  const { socket, session, greeting, password, number, idleMs = IDLE_IN_TRANSACTION_MS } = options;
  const reader = new FrontendReader();
  const client: { parameters: Map<string, string> | null; connection: WireConnection | null } = {
    parameters: null,
    connection: null,
  };

  const refuse = (code: string, message: string): void => {
    socket.end(encodeFatal(code, message));
  };
  const signIn = (): WireConnection | null => {
    while (!socket.writableEnded) {
      const message = client.parameters === null ? reader.takeStartup() : reader.takeMessage();
      if (message === null) return null;
      if (client.parameters !== null) {
        if (!isPassword(message, password)) refuse('28P01', 'password authentication failed');
        else {
          socket.write(greeting);
          const { parameters } = client;
          return new WireConnection({ socket, session, reader, parameters, number, idleInTransactionMs: idleMs });
        }
        continue;
      }
      const request = readStartup(message);
      if (request.kind === 'encryption') socket.write('N');
      else if (request.kind === 'cancel') socket.end();
      else if (request.kind === 'unknown') refuse('08P01', 'unsupported protocol');
      else {
        client.parameters = request.parameters;
        socket.write(ASK_FOR_PASSWORD);
      }
    }
    return null;
  };

  socket.setNoDelay(true);
  socket.on('data', (chunk) => {
    reader.push(chunk);
    const advance = async (): Promise<void> => {
      client.connection ??= signIn();
      await client.connection?.pump();
    };
    advance().catch((error: unknown) => {
      if (error instanceof ProtocolViolation) refuse('08P01', error.message);
      else socket.destroy();
    });
  });
  socket.on('error', () => socket.destroy());
  await new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await client.connection?.close().catch(() => undefined);
}

function isPassword(message: Buffer, password: string): boolean {
  const given = message.subarray(5, -1);
  const expected = Buffer.from(password);
  return message[0] === 'p'.charCodeAt(0) && given.length === expected.length && timingSafeEqual(given, expected);
}
