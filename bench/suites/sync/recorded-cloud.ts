/** Entry of a thread: answers as a cloud did once, and asks that cloud only what nobody has asked before. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

const { url }: { url: string } = workerData;
const recorded = new Map<string, Promise<{ status: number; body: Buffer; type: string }>>();
/** Hop by hop, or of this connection only. */
const NOT_HANDED_ON = new Set(['host', 'connection', 'content-length', 'accept-encoding']);

const server = createServer(async (request, response) => {
  const body = await read(request);
  const key = `${request.method} ${request.url} ${body.toString()}`;
  const answer = recorded.get(key) ?? ask(request, body);
  recorded.set(key, answer);
  const { status, body: bytes, type } = await answer;
  response.writeHead(status, { 'content-type': type, 'content-length': bytes.length });
  response.end(bytes);
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  parentPort?.postMessage(`http://127.0.0.1:${port}`);
});

async function ask(request: IncomingMessage, body: Buffer): Promise<{ status: number; body: Buffer; type: string }> {
  const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && !NOT_HANDED_ON.has(name) ? [[name, value]] : [],
  );
  const answer = await fetch(`${url}${request.url}`, {
    method: request.method ?? 'GET',
    headers,
    ...(body.length > 0 && { body: new Uint8Array(body) }),
  });
  return {
    status: answer.status,
    body: Buffer.from(await answer.arrayBuffer()),
    type: answer.headers.get('content-type') ?? 'application/json',
  };
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
