import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { loadSigningKey } from '../identity/key-pair.ts';
import { mintToken } from '../identity/mint-token.ts';
import { PUBLISHABLE_KEY } from '../identity/publishable-key.ts';
import { createVerifier } from '../identity/verify-token.ts';
import { createDatabase } from '../testing/database.ts';
import { openRest } from './open-rest.ts';

/** Stands before the database and counts how often the client speaks and then waits for an answer. */
async function countingProxy(databaseUrl: string) {
  const target = new URL(databaseUrl);
  const counted = { turns: 0 };
  const server = createServer((client) => {
    const database = connect(Number(target.port), target.hostname);
    let isWaiting = false;
    client.on('data', (bytes) => {
      if (!isWaiting) counted.turns += 1;
      isWaiting = true;
      database.write(bytes);
    });
    database.on('data', (bytes) => {
      isWaiting = false;
      client.write(bytes);
    });
    const end = () => {
      client.destroy();
      database.destroy();
    };
    for (const socket of [client, database]) socket.on('close', end).on('error', end);
  });
  server.listen(0, target.hostname);
  await once(server, 'listening');
  const address = server.address();
  const url = new URL(databaseUrl);
  url.port = String(address !== null && typeof address === 'object' ? address.port : 0);
  return { url: url.href, counted, close: () => server.close() };
}

it('a function takes a few round trips to the database, and still runs as its caller', async () => {
  const database = await createDatabase();
  const proxy = await countingProxy(database.url);
  const rest = await openRest({ databaseUrl: proxy.url, verify: createVerifier(await loadSigningKey()) });
  const token = await mintToken({ user: 'bench-worker', worker: true });
  const claim = async (limit: number) => {
    const answer = await rest.fetch(
      new Request('http://localhost/rest/v1/rpc/claim_generation_jobs', {
        method: 'POST',
        headers: { apikey: PUBLISHABLE_KEY, authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ p_worker: 'w', p_limit: limit }),
      }),
    );
    return { status: answer.status, body: await answer.json() };
  };
  try {
    // Each session prepares what comes again and again; one session is enough for one request at a time.
    for (let time = 0; time < 12; time += 1) expect(await claim(1)).toEqual({ status: 200, body: [] });
    proxy.counted.turns = 0;
    const requests = 10;
    for (let time = 0; time < requests; time += 1) await claim(1);
    // Unrepaired it is 25 a request.
    expect(proxy.counted.turns / requests).toBeLessThan(10);
    // What fails behind the preparations fails as itself, and the session is as good as before.
    expect(await claim(-1)).toMatchObject({ status: 400, body: { code: 'SR400' } });
    expect(await claim(1)).toEqual({ status: 200, body: [] });
  } finally {
    await rest.close();
    proxy.close();
    await database.drop();
  }
});
