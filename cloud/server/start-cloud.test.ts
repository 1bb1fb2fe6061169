import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mintToken } from '../identity/mint-token.ts';
import { createDatabase, type TestDatabase } from '../testing/database.ts';
import { type Cloud, startCloud } from './start-cloud.ts';
import { StartFailure } from './start-failure.ts';

describe.each(['Postgres', 'PGlite'])('the cloud on %s', (kind) => {
  let database: TestDatabase | null = null;
  let cloud: Cloud;
  const clients: SupabaseClient[] = [];

  beforeAll(async () => {
    if (kind === 'Postgres') database = await createDatabase({ migrated: false });
    cloud = await startCloud({
      worker: false,
      seed: false,
      ...(database === null ? {} : { databaseUrl: database.url }),
    });
  });
  afterAll(async () => {
    for (const client of clients) client.realtime.disconnect();
    await cloud.close();
    await database?.drop();
  });

  async function connect(user: string, organization: string): Promise<SupabaseClient> {
    const token = await mintToken({ user, organization, role: 'admin' });
    const client = createClient(cloud.url, cloud.publishableKey, { accessToken: async () => token });
    clients.push(client);
    await client.realtime.setAuth();
    return client;
  }

  it('lets a new organisation in, pushes, pulls, and pokes the other desk', async () => {
    const [ada, ben] = [await connect('user_1', 'org_1'), await connect('user_2', 'org_1')];
    expect((await ada.rpc('ensure_membership')).error).toBeNull();
    expect((await ben.rpc('ensure_membership')).error).toBeNull();
    const pokes: unknown[] = [];
    const { promise: joined, resolve } = Promise.withResolvers<string>();
    ben
      .channel('org:org_1', { config: { private: true } })
      .on('broadcast', { event: 'poke' }, ({ payload }) => pokes.push(payload.table))
      .subscribe((state) => resolve(state));
    expect(await joined).toBe('SUBSCRIBED');

    const id = crypto.randomUUID();
    const mutation = {
      mutation_id: crypto.randomUUID(),
      table: 'projects',
      op: 'insert',
      id,
      base_rev: 0,
      patch: { title: 'New' },
    };
    const pushed = await ada.rpc('sync_push', { p_client_id: crypto.randomUUID(), p_mutations: [mutation] });
    expect(pushed.data).toMatchObject([{ mutation_id: mutation.mutation_id, status: 'applied' }]);
    await expect.poll(() => pokes).toContain('projects');
    const pulled = await ben.rpc('sync_pull', { p_cursor: null, p_limit: 1000 });
    expect(pulled.data.changes.map(({ row }: { row: { id: string } }) => row.id)).toContain(id);
  });

  it('pokes desks about a row that was changed by plain SQL through its database URL', async () => {
    const ada = await connect('user_1', 'org_1');
    const tables: string[] = [];
    const { promise: joined, resolve } = Promise.withResolvers<string>();
    ada
      .channel('org:org_1', { config: { private: true } })
      .on('broadcast', { event: 'poke' }, ({ payload }) => tables.push(payload.table))
      .subscribe((state) => resolve(state));
    await joined;
    const sql = postgres(cloud.databaseUrl, { max: 2, onnotice: () => {} });
    await sql`update projects set title = 'Changed by hand' where organization_id = 'org_1'`;
    await expect.poll(() => tables).toContain('projects');
    const { data } = await ada.from('projects').select('title, rev');
    expect(data).toEqual([{ title: 'Changed by hand', rev: 2 }]);
    await sql.end();
  });

  it('answers REST while another client stays connected to its database', async () => {
    const ada = await connect('user_1', 'org_1');
    const idle = postgres(cloud.databaseUrl, { max: 1, onnotice: () => {} });
    await idle`select 1`;
    expect((await ada.from('projects').select('title')).error).toBeNull();
    await idle.end();
  });

  it('serves its key set', async () => {
    const keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', cloud.url));
    const { payload } = await jwtVerify(await mintToken({ user: 'user_1' }), keys);
    expect(payload.sub).toBe('user_1');
  });

  it('answers nobody but programs of this machine that mean it', async () => {
    const ask = (headers: { [name: string]: string }): Promise<number | undefined> => {
      const { promise, resolve } = Promise.withResolvers<number | undefined>();
      request(`${cloud.url}/health`, { headers }, (response) => resolve(response.statusCode)).end();
      return promise;
    };
    expect(await ask({})).toBe(200);
    expect(await ask({ host: 'evil.example' })).toBe(403);
    expect(await ask({ origin: 'http://evil.example' })).toBe(403);
    expect(await ask({ origin: cloud.url })).toBe(403);
  });

  it('says in one sentence when its port is taken', async () => {
    const port = Number(new URL(cloud.url).port);
    const second = startCloud({ port, worker: false, seed: false, databaseUrl: cloud.databaseUrl });
    await expect(second).rejects.toThrow(`Port ${port} is in use by another program.`);
  });
});

it('keeps its data directory to itself and finds everything there again', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'showrunner-cloud-'));
  try {
    const first = await startCloud({ dataDir, worker: false, seed: false });
    await expect(startCloud({ dataDir, worker: false, seed: false })).rejects.toThrow(
      'Another embedded cloud is using',
    );
    const token = await mintToken({ user: 'user_1', organization: 'org_1', role: 'admin' });
    const ada = (url: string) => createClient(url, first.publishableKey, { accessToken: async () => token });
    expect((await ada(first.url).rpc('ensure_membership')).error).toBeNull();
    await first.close();

    const second = await startCloud({ dataDir, worker: false, seed: false });
    expect((await ada(second.url).from('organizations').select('id')).data).toEqual([{ id: 'org_1' }]);
    // As in a folder that another build made: a migration in the middle of the history is not there.
    const sql = postgres(second.databaseUrl, { max: 1, onnotice: () => {} });
    const [middle] = await sql<{ version: string }[]>`
      delete from supabase_migrations.schema_migrations
      where version = (select version from supabase_migrations.schema_migrations order by version offset 5 limit 1)
      returning version`;
    await sql.end();
    await second.close();
    const refusal = startCloud({ dataDir, worker: false, seed: false });
    await expect(refusal).rejects.toThrow(StartFailure);
    await expect(refusal).rejects.toThrow(`never had ${middle?.version}`);
    await expect(refusal).rejects.toThrow(/is kept as it is.*--data/s);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
});

it('says in one sentence when the database cannot be reached', async () => {
  const started = startCloud({ databaseUrl: 'postgres://postgres@127.0.0.1:1/none' });
  await expect(started).rejects.toThrow('The database cannot be reached');
});
