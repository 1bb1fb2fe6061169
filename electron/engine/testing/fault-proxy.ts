import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A call of a function of the cloud on its way through. */
export interface ProxiedCall {
  /** Name of the function, or the path when it is none. */
  name: string;
  /** Bytes of its body. */
  size: number;
  body: string;
  /** 1 for the first call of this name. */
  count: number;
  /** Resolves when the cloud has answered it. */
  answered: Promise<void>;
}

/** What a proxy in between does to a call; null lets it pass. */
export type Fault =
  | null
  /** Answers in the cloud's place; the call does not reach it. */
  | { answer: number; headers?: { [name: string]: string }; body?: string }
  /** Lets the call through once this has resolved. */
  | { hold: Promise<void> };

export interface FaultProxy {
  url: string;
  /** Every call that came, also those that were not let through. */
  calls: ProxiedCall[];
  [Symbol.asyncDispose](): Promise<void>;
}

/** A real HTTP server in front of the cloud at `target`, which does to each call what `fault` says. */
export async function faultProxy(target: string, fault: (call: ProxiedCall) => Fault): Promise<FaultProxy> {
  const calls: ProxiedCall[] = [];
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const path = request.url ?? '/';
    const name = /\/rpc\/(\w+)/.exec(path)?.[1] ?? path;
    const count = calls.filter((call) => call.name === name).length + 1;
    const { promise: answered, resolve: isAnswered } = Promise.withResolvers<void>();
    const call = { name, size: body.length, body: body.toString(), count, answered };
    calls.push(call);
    const what = fault(call);
    if (what !== null && 'answer' in what) {
      response.writeHead(what.answer, what.headers).end(what.body ?? '');
      return;
    }
    await what?.hold;
    const answer = await fetch(new URL(path, target), {
      method: request.method ?? 'GET',
      headers: forwarded(request),
      ...(body.length > 0 ? { body } : {}),
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    isAnswered();
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
    response.end(bytes);
  }

  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    async [Symbol.asyncDispose]() {
      const closed = new Promise<void>((done) => server.close(() => done()));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Headers that belong to one hop only stay here (RFC 9110 §7.6.1). */
const HOP = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'keep-alive', 'accept-encoding']);

function forwarded(request: IncomingMessage): [string, string][] {
  return Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
    HOP.has(name) || typeof value !== 'string' ? [] : [[name, value]],
  );
}
