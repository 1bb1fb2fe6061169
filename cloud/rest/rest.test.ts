import { serve } from '@hono/node-server';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSigningKey } from '../identity/key-pair.ts';
import { mintToken } from '../identity/mint-token.ts';
import { PUBLISHABLE_KEY } from '../identity/publishable-key.ts';
import { createVerifier } from '../identity/verify-token.ts';
import type { TestDatabase } from '../testing/database.ts';
import { BOTH_DATABASES } from '../testing/embedded-database.ts';
import { openRest, type Rest } from './open-rest.ts';

/** `wait_then` takes its time so that calls made together overlap. */
const FUNCTIONS = `
  create function public.echo(arg jsonb) returns jsonb language sql as $$ select jsonb_build_object('type', jsonb_typeof(arg), 'arg', arg) $$;
  create function public.who() returns jsonb language sql security invoker as
    $$ select jsonb_build_object('role', current_user, 'user', auth.jwt() ->> 'sub', 'org', auth.jwt() -> 'o' ->> 'id') $$;
  create function public.fail(code text) returns void language plpgsql as
    $$ begin raise exception 'It did not work.' using errcode = code, detail = 'the detail', hint = 'Try something else.'; end $$;
  create function public.wait_then(n int) returns int language plpgsql as $$ begin perform pg_sleep(0.05); return n; end $$;
  grant execute on function echo(jsonb), who(), fail(text), wait_then(int) to anon, authenticated, generation_worker;
  grant usage on schema auth to generation_worker;
  create table public.closed (id int primary key);
  revoke all on public.closed from anon, authenticated;
  insert into organizations (id, organization_id, name) values ('org_1', 'org_1', 'One'), ('org_2', 'org_2', 'Two');
  insert into projects (organization_id, title) values ('org_1', 'Ours'), ('org_2', 'Theirs');
`;

describe.each(BOTH_DATABASES)('REST on %s', (_name, createDatabase) => {
  let database: TestDatabase;
  let sql: Sql;
  let rest: Rest;
  let url: string;
  let close: () => Promise<void>;

  beforeAll(async () => {
    database = await createDatabase();
    sql = postgres(database.url, { max: 1, onnotice: () => {} });
    await sql.unsafe(FUNCTIONS);
    rest = await openRest({ databaseUrl: database.url, verify: createVerifier(await loadSigningKey()) });
    const { promise, resolve } = Promise.withResolvers<number>();
    const server = serve({ fetch: (request) => rest.fetch(request), port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve(port),
    );
    url = `http://127.0.0.1:${await promise}`;
    close = () => new Promise((done) => server.close(() => done()));
  });
  afterAll(async () => {
    await close();
    await rest.close();
    await sql.end();
    await database.drop();
  });

  const as = (token?: string): SupabaseClient =>
    createClient(url, PUBLISHABLE_KEY, token === undefined ? {} : { accessToken: async () => token });
  const member = async (organization = 'org_1') => as(await mintToken({ user: 'user_1', organization }));

  it('hands on a long JSON answer, alone and among the columns of a row', async () => {
    const long = { text: 'é"\\n'.repeat(20_000) };
    const client = await member();
    expect((await client.rpc('echo', { arg: long })).data).toEqual({ type: 'object', arg: long });
    await sql`update projects set memories = ${sql.json([long])} where title = 'Ours'`;
    const { data } = await client.from('projects').select('title, memories');
    expect(data).toEqual([{ title: 'Ours', memories: [long] }]);
  });

  it('hands jsonb arguments over as they are', async () => {
    const { data } = await (await member()).rpc('echo', { arg: { a: [1, 'two', null] } });
    expect(data).toEqual({ type: 'object', arg: { a: [1, 'two', null] } });
  });

  it('runs each request as its own caller', async () => {
    expect((await (await member()).rpc('who')).data).toEqual({ role: 'authenticated', user: 'user_1', org: 'org_1' });
    expect((await as().rpc('who')).data).toEqual({ role: 'anon', user: null, org: null });
    const worker = as(await mintToken({ user: 'n8n', worker: true }));
    expect((await worker.rpc('who')).data).toMatchObject({ role: 'generation_worker', user: 'n8n' });
  });

  it('does not take the key of another project, whoever asks', async () => {
    const accessToken = () => mintToken({ user: 'user_1', organization: 'org_1' });
    const foreign = createClient(url, 'sb_publishable_of_another', { accessToken });
    expect(await foreign.rpc('who')).toMatchObject({ status: 401, error: { message: 'Invalid API key' } });
  });

  it('keeps the callers of requests at the same time apart', async () => {
    const [one, two] = [await member('org_1'), await member('org_2')];
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? one : two).from('projects').select('title')),
    );
    for (const [i, { data }] of answers.entries()) expect(data).toEqual([{ title: i % 2 === 0 ? 'Ours' : 'Theirs' }]);
  });

  it('lets row level security and our own grants hold', async () => {
    expect((await as().from('projects').select('title')).data ?? []).toEqual([]);
    expect(await (await member()).from('closed').select()).toMatchObject({ status: 403, error: { code: '42501' } });
    expect(await as().from('closed').select()).toMatchObject({ status: 401, error: { code: '42501' } });
  });

  it('selects with filters and embedded tables, inserts and updates', async () => {
    const ours = await member();
    const { data: project } = await ours.from('projects').select('id, organization_id').eq('title', 'Ours').single();
    const note = { project_id: project?.id, organization_id: 'org_1', author_id: 'user_1', content: 'More on risk' };
    const service = await mintServiceToken();
    const inserted = await as(service).from('planning_notes').insert(note).select('id, rev').single();
    expect(inserted).toMatchObject({ status: 201, error: null });
    const updated = await as(service)
      .from('planning_notes')
      .update({ priority: 'HIGH' })
      .eq('id', inserted.data?.id)
      .select('priority');
    expect(updated.data).toEqual([{ priority: 'HIGH' }]);
    const embedded = await ours
      .from('projects')
      .select('title, planning_notes!planning_notes_project_id_organization_id_fkey(content)');
    expect(embedded.data).toEqual([{ title: 'Ours', planning_notes: [{ content: 'More on risk' }] }]);
  });

  it.each([
    ['P0001', 400],
    ['SR409', 400],
    ['40001', 500],
    ['23505', 409],
    ['22023', 400],
  ])('answers %s with its code, message, detail and hint', async (code, status) => {
    const { error, status: answered } = await (await member()).rpc('fail', { code });
    expect(answered).toBe(status);
    expect(error).toMatchObject({
      code,
      message: 'It did not work.',
      details: 'the detail',
      hint: 'Try something else.',
    });
  });

  it('refuses tokens that are expired or not ours', async () => {
    const expired = as(await mintToken({ user: 'user_1', organization: 'org_1', expiresSeconds: -1 }));
    expect(await expired.rpc('who')).toMatchObject({ status: 401, error: { code: 'PGRST303' } });
    const [head, body] = (await mintToken({ user: 'user_1' })).split('.');
    expect(await as(`${head}.${body}.AAAA`).rpc('who')).toMatchObject({ status: 401, error: { code: 'PGRST301' } });
  });

  it('says which function or table it does not know, and learns of new ones when told', async () => {
    const ours = await member();
    expect(await ours.rpc('nothing')).toMatchObject({ status: 404, error: { code: 'PGRST202' } });
    expect(await ours.from('nothing').select()).toMatchObject({ status: 404, error: { code: 'PGRST205' } });
    await sql.unsafe(
      `create function public.late() returns int language sql as 'select 5'; grant execute on function late() to authenticated; notify pgrst, 'reload schema'`,
    );
    // As long as it takes: the database's word travels beside the answer.
    await expect.poll(async () => (await ours.rpc('late')).data, { timeout: 30_000 }).toBe(5);
  });

  it('answers while others hold transactions of their own', async () => {
    const ours = await member();
    const slow = Array.from({ length: 8 }, (_, n) => ours.rpc('wait_then', { n }));
    expect((await Promise.all(slow)).map(({ data }) => data)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });
});

async function mintServiceToken(): Promise<string> {
  const { SignJWT } = await import('jose');
  const { privateKey, publicKey } = await loadSigningKey();
  return new SignJWT({ role: 'service_role' })
    .setProtectedHeader({ alg: 'ES256', kid: publicKey.kid ?? '' })
    .setIssuer('https://demo.showrunner.invalid')
    .setExpirationTime('1h')
    .sign(privateKey);
}
