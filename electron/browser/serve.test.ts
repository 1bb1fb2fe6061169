import { once } from 'node:events';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { PROTOCOL_VERSION, type Response } from '../../shared/ipc/contract.ts';
import { type BrowserHost, serveBrowserHost } from './serve.ts';
import type { PageSocket } from './socket-port.ts';

const key = 'launch-key';
let host: BrowserHost;
let connected: (page: PageSocket) => void = () => {};

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'page-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Showrunner</title>');
  await writeFile(join(folder, 'assets/index-1.js'), 'export {};');
  await writeFile(join(folder, '../outside.txt'), 'secret');
  host = await serveBrowserHost({ pageDir: folder, key, connect: (port) => connected(port) });
});
afterAll(() => host.close());

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: host.port, path, method, headers }, async (response) => {
      let body = '';
      for await (const chunk of response) body += chunk;
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
    });
    sent.on('error', reject);
    sent.end();
  });
}

const navigation = { 'Sec-Fetch-Mode': 'navigate' };

describe('the page', () => {
  test('index.html at the root and at a route, never cached, with a policy that allows no inline script', async () => {
    for (const path of ['/', '/episodes/one']) {
      const { status, headers, body } = await get(path, navigation);
      expect(status).toBe(200);
      expect(body).toContain('<title>Showrunner</title>');
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(headers['cache-control']).toBe('no-cache');
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toMatch(/script-src 'self'(;|$)/);
      expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${host.port}`);
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  test('assets with their type, cached for ever', async () => {
    const { status, headers, body } = await get('/assets/index-1.js');
    expect([status, body]).toEqual([200, 'export {};']);
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(headers['cache-control']).toContain('immutable');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  test('HEAD has the headers and no body', async () => {
    const { status, headers, body } = await get('/assets/index-1.js', {}, 'HEAD');
    expect([status, headers['content-length'], body]).toEqual([200, '10', '']);
  });

  test('a missing asset is missing, also for a navigation', async () => {
    expect((await get('/assets/gone.js', navigation)).status).toBe(404);
  });

  test.each(['/../outside.txt', '/assets/../../outside.txt', '/%2e%2e/outside.txt', '/assets/..%2f..%2foutside.txt'])(
    '%s does not leave the folder',
    async (path) => {
      const { status, body } = await get(path);
      expect(status).toBe(400);
      expect(body).not.toContain('secret');
    },
  );

  test('another name for this machine gets nothing', async () => {
    const { status, body } = await get('/', { ...navigation, Host: `evil.example:${host.port}` });
    expect(status).toBe(403);
    expect(body).not.toContain('Showrunner');
  });

  test('only the loopback interface is bound', async () => {
    const socket = connect({ host: '127.0.0.2', port: host.port });
    const [error] = await once(socket, 'error');
    expect(error).toMatchObject({ code: 'ECONNREFUSED' });
  });
});

function open(protocols: string[], origin: string): WebSocket {
  return new WebSocket(`ws://127.0.0.1:${host.port}/engine`, protocols, { origin });
}
const ownOrigin = () => `http://127.0.0.1:${host.port}`;

describe('the socket', () => {
  test('carries messages both ways, keeps early ones, and tells of the end', async () => {
    const port = new Promise<PageSocket>((resolve) => {
      connected = resolve;
    });
    const socket = open(['showrunner', key], ownOrigin());
    await once(socket, 'open');
    expect(socket.protocol).toBe('showrunner');
    const asked = { v: PROTOCOL_VERSION, id: 7, kind: 'query', name: 'projects', params: { text: 'Grüße 🚆' } };
    socket.send(JSON.stringify(asked));

    const served = await port;
    const received = await new Promise((resolve) => served.onMessage(resolve));
    expect(received).toEqual(asked);

    const answered: Response = { v: PROTOCOL_VERSION, id: 7, ok: true, result: [{ title: 'é' }] };
    served.postMessage(answered);
    const [data] = await once(socket, 'message');
    expect(JSON.parse(String(data))).toEqual(answered);

    const ended = new Promise<void>((resolve) => served.onClose(resolve));
    socket.close();
    await ended;
    served.postMessage(answered);
  });

  test.each([
    ['no JSON', 'not json', 1007],
    ['a number', '1', 1007],
    ['an array', '[]', 1007],
    ['null', 'null', 1007],
    ['binary', Buffer.from('{}'), 1003],
    ['a message beyond the limit', `"${'x'.repeat(17 * 1024 * 1024)}"`, 1006],
  ])('ends on %s, and only that socket', async (_, message, code) => {
    const reached: unknown[] = [];
    connected = (port) => port.onMessage((received) => reached.push(received));
    const socket = open(['showrunner', key], ownOrigin());
    socket.on('error', () => {});
    await once(socket, 'open');
    socket.send(message);
    const [closed] = await once(socket, 'close');
    expect([1009, code]).toContain(closed);
    expect(reached).toEqual([]);
    expect((await get('/', navigation)).status).toBe(200);
  });

  test.each([
    ['another site', ['showrunner', key], 'https://evil.example', 403],
    ['a wrong key', ['showrunner', 'guess'], '', 401],
    ['no key', ['showrunner'], '', 400],
  ])('refuses %s before the engine hears of it', async (_, protocols, origin, status) => {
    connected = () => expect.unreachable('the engine was reached');
    const socket = open(protocols, origin || ownOrigin());
    socket.on('error', () => {});
    const [, response] = await once(socket, 'unexpected-response');
    expect(response.statusCode).toBe(status);
    socket.terminate();
  });
});

/** One request as bytes, and the first bytes of what comes back. */
function exchange(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port: host.port });
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', () => resolve(answer));
    socket.on('close', () => resolve(answer));
    socket.end(bytes);
  });
}

describe('hostile requests', () => {
  const own = () => `127.0.0.1:${host.port}`;
  test.each<[string, () => string]>([
    ['no HTTP', () => '\u0016\u0003\u0001\r\n\r\n'],
    ['no Host', () => 'GET / HTTP/1.1\r\n\r\n'],
    ['two Hosts', () => `GET / HTTP/1.1\r\nHost: ${own()}\r\nHost: evil.example\r\nConnection: close\r\n\r\n`],
    ['a Host with a line in it', () => `GET / HTTP/1.1\r\nHost: ${own()}\u0000\r\nConnection: close\r\n\r\n`],
    ['a rebound Host', () => `GET / HTTP/1.1\r\nHost: evil.example:${host.port}\r\nConnection: close\r\n\r\n`],
    ['an absolute target', () => `GET http://evil.example/ HTTP/1.1\r\nHost: ${own()}\r\nConnection: close\r\n\r\n`],
    ['a way out of the folder', () => `GET /../outside.txt HTTP/1.1\r\nHost: ${own()}\r\nConnection: close\r\n\r\n`],
    [
      'a body with two lengths',
      () => `POST / HTTP/1.1\r\nHost: ${own()}\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc`,
    ],
    ['headers without an end', () => `GET / HTTP/1.1\r\nHost: ${own()}\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`],
    ['CONNECT', () => `CONNECT evil.example:443 HTTP/1.1\r\nHost: ${own()}\r\n\r\n`],
    ['TRACE', () => `TRACE / HTTP/1.1\r\nHost: ${own()}\r\nConnection: close\r\n\r\n`],
    [
      'an upgrade to something else',
      () => `GET /engine HTTP/1.1\r\nHost: ${own()}\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n`,
    ],
  ])('%s gets neither the page nor anything else, and the server goes on', async (_, bytes) => {
    const answer = await exchange(bytes());
    expect(answer).not.toContain('200 OK');
    expect(answer).not.toContain('secret');
    expect(answer).not.toContain(key);
    expect((await get('/', navigation)).status).toBe(200);
  });

  test('a page of another site can read nothing: no answer allows another origin, nor names one', async () => {
    const from = { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' };
    for (const method of ['GET', 'OPTIONS', 'POST']) {
      const { headers } = await get('/', { ...navigation, ...from }, method);
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
      expect(headers['set-cookie']).toBeUndefined();
    }
  });

  test('the key is in no answer', async () => {
    for (const path of ['/', `/?key=${key}`, '/assets/index-1.js', '/assets/gone.js']) {
      const { headers, body } = await get(path, navigation);
      expect(`${JSON.stringify(headers)}${body}`).not.toContain(key);
    }
  });

  test('sockets without an end: the first few pages are served, and no more', async () => {
    connected = () => {};
    const opened = await Promise.all(
      Array.from({ length: 40 }, async () => {
        const socket = open(['showrunner', key], ownOrigin());
        socket.on('error', () => {});
        const isOpen = await Promise.race([
          once(socket, 'open').then(() => true),
          once(socket, 'unexpected-response').then(() => false),
        ]);
        return { socket, isOpen };
      }),
    );
    const served = opened.filter(({ isOpen }) => isOpen).length;
    for (const { socket } of opened) socket.terminate();
    expect(served).toBe(32);
  });
});

test('close ends open pages, and a second server says that the port is in use', async () => {
  const options = { pageDir: tmpdir(), key, connect: () => {} };
  const first = await serveBrowserHost(options);
  await expect(serveBrowserHost({ ...options, port: first.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  const socket = new WebSocket(`ws://127.0.0.1:${first.port}/engine`, ['showrunner', key], {
    origin: `http://127.0.0.1:${first.port}`,
  });
  await once(socket, 'open');
  const ended = once(socket, 'close');
  await first.close();
  await ended;
});
