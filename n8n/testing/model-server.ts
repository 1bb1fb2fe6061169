import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Agent, answerChat } from './answer-chat.ts';

type Behaviour = 'well' | 'overloaded' | 'held' | 'nonsense';

export interface ModelServer {
  /** Up to and with `/v1`. */
  url: string;
  /** Of every call that came, in order. */
  readonly calls: readonly Agent[];
  /**
   * How the next calls are answered; default well. `overloaded` is a 503, `held` waits until it is told otherwise, `nonsense` is
   * an answer that costs and says nothing that was asked for.
   */
  behave(behaviour: { kind: Behaviour }): void;
  /** Resolves when a call of this agent is held. */
  whenHeld(agent: Agent): Promise<void>;
  close(): Promise<void>;
}

const NONSENSE = 'Sorry.';

/** A local OpenAI-compatible endpoint: `GET /v1/models`, `POST /v1/chat/completions` with the key as a Bearer token. */
export async function startModelServer({ key, port = 0 }: { key: string; port?: number }): Promise<ModelServer> {
  const calls: Agent[] = [];
  const waiting = new Map<Agent, () => void>();
  let behaviour: Behaviour = 'well';
  let release = Promise.withResolvers<void>();

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const send = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    const refuse = (status: number, message: string): void => send(status, { error: { message, type: 'error' } });
    if (request.headers.authorization !== `Bearer ${key}`) return refuse(401, 'Incorrect API key provided.');
    if (request.url === '/v1/models') return send(200, { object: 'list', data: [{ id: 'local', object: 'model' }] });
    if (request.url !== '/v1/chat/completions') return refuse(404, 'There is nothing here.');
    let text = '';
    for await (const chunk of request) text += chunk;
    const { agent, body } = answerChat(JSON.parse(text), behaviour === 'nonsense' ? NONSENSE : undefined);
    calls.push(agent);
    if (behaviour === 'overloaded') return refuse(503, 'The model is overloaded. Try again later.');
    if (behaviour === 'held') {
      waiting.get(agent)?.();
      await release.promise;
    }
    send(200, body);
  };
  const server = createServer((request, response) => {
    serve(request, response).catch((error: Error) => response.writeHead(400).end(error.message));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const usedPort = address !== null && typeof address === 'object' ? address.port : port;
  return {
    url: `http://127.0.0.1:${usedPort}/v1`,
    calls,
    behave({ kind }) {
      if (kind !== 'held') {
        release.resolve();
        release = Promise.withResolvers();
      }
      behaviour = kind;
    },
    whenHeld: (agent) => new Promise((resolve) => waiting.set(agent, resolve)),
    async close() {
      release.resolve();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
