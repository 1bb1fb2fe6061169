import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mintToken } from '../../../cloud/identity/mint-token.ts';
import { startCloud } from '../../../cloud/server/start-cloud.ts';
import { createDatabase } from '../../../cloud/testing/database.ts';
import { testDirectory, testTemplate } from '../store/testing/test-store.ts';

const MAIN = join(import.meta.dirname, 'main.ts');

type Document = Record<string, unknown> & { error?: { code: string; message: string } };

function run(args: string[]): Promise<{ code: number; document: Document; stderr: string }> {
  const { promise, resolve } = Promise.withResolvers<{ code: number; document: Document; stderr: string }>();
  const child = execFile(process.execPath, [MAIN, ...args], (_, stdout, stderr) => {
    resolve({ code: child.exitCode ?? -1, document: JSON.parse(stdout), stderr });
  });
  return promise;
}

async function connection(
  cloud: { url: string; publishableKey: string },
  user: string,
  dataDir: string,
): Promise<string[]> {
  const token = await mintToken({ user, organization: 'org_client', role: 'admin' });
  return ['--url', cloud.url, '--key', cloud.publishableKey, '--token', token, '--data', dataDir];
}

describe.each(['Postgres', 'PGlite'])('npm run client against the cloud on %s', (kind) => {
  test('what one desk adds, offline and online, another reads', async () => {
    await testTemplate();
    const database = kind === 'Postgres' ? await createDatabase() : null;
    const cloud = await startCloud({ worker: false, seed: false, ...(database && { databaseUrl: database.url }) });
    await using ada = await testDirectory();
    await using ben = await testDirectory();
    try {
      const asAda = await connection(cloud, 'user_ada', ada.path);
      const asBen = await connection(cloud, 'user_ben', ben.path);
      expect(await run([...asAda, 'sync'])).toMatchObject({
        code: 0,
        document: { connection: { state: 'online' }, first_sync: null },
      });
      const added = await run([...asAda, '--offline', 'add', 'projects', '{"title": "Offline"}']);
      expect(added).toMatchObject({ code: 0, document: { title: 'Offline', rev: 0 } });
      const id = String(added.document.id);
      expect((await run([...asAda, '--offline', 'status'])).document).toMatchObject({ pending_count: 1 });
      expect((await run([...asAda, 'set', 'projects', id, '{"title": "Online"}'])).document).toMatchObject({
        title: 'Online',
        rev: 2,
      });
      expect((await run([...asBen, 'get', 'projects', id])).document).toMatchObject({
        title: 'Online',
        organization_id: 'org_client',
      });
      const refused = await run([...asBen, 'generate', '00000000-0000-7000-8000-000000000000']);
      expect(refused).toMatchObject({ code: 1, document: { error: { code: 'not-found' } } });
    } finally {
      await cloud.close();
      await database?.drop();
    }
  });
});

describe('npm run client', () => {
  test.each([
    ['an unknown table', ['get', 'nothing', 'x'], 'bad-request'],
    ['an unknown column', ['--offline', 'add', 'projects', '{"nope": 1}'], 'bad-request'],
    ["a column of the cloud's", ['--offline', 'add', 'projects', '{"rev": 1}'], 'refused'],
    ['JSON that is none', ['--offline', 'add', 'projects', '{title'], 'bad-request'],
    ['an unknown command', ['frobnicate'], 'bad-request'],
  ])('says in words what is wrong with %s', async (_, command, code) => {
    await using desk = await testDirectory();
    const args = await connection(
      { url: 'http://127.0.0.1:9', publishableKey: 'sb_publishable_x' },
      'user_ada',
      desk.path,
    );
    const { code: exit, document, stderr } = await run([...args, ...command]);
    expect(exit).toBe(1);
    expect(document.error).toMatchObject({ code, message: expect.stringMatching(/\.$|\.\s|GE|ID>/) });
    expect(stderr + JSON.stringify(document)).not.toMatch(/\bat .*\.ts:/);
  });

  test('a token that is none is said, not thrown', async () => {
    await using desk = await testDirectory();
    const args = ['--url', 'http://127.0.0.1:9', '--key', 'k', '--token', 'nonsense', '--data', desk.path, 'sync'];
    expect(await run(args)).toMatchObject({ code: 1, document: { error: { code: 'signed-out' } } });
  });

  test('killed at any moment it loses nothing that it acknowledged', async () => {
    await testTemplate();
    await using desk = await testDirectory();
    const args = await connection(
      { url: 'http://127.0.0.1:9', publishableKey: 'sb_publishable_x' },
      'user_ada',
      desk.path,
    );
    const acknowledged: string[] = [];
    // The first makes the store; of the others some are killed before, some during, some after their write.
    acknowledged.push(String((await run([...args, '--offline', 'add', 'projects', '{"title": "0"}'])).document.id));
    // Moments of a start and a write, on purpose anywhere: what is looked at is the same whenever it dies.
    for (const killAfterMs of [300, 600, 900, 1200]) {
      const child = spawn(process.execPath, [MAIN, ...args, '--offline', 'add', 'projects', '{"title": "killed"}']);
      let out = '';
      child.stdout.on('data', (chunk: Buffer) => {
        out += chunk.toString();
        child.kill('SIGKILL');
      });
      const timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
      await new Promise((done) => child.once('close', done));
      clearTimeout(timer);
      if (out.endsWith('\n')) acknowledged.push(JSON.parse(out).id);
    }
    const listed = await run([...args, '--offline', 'list', 'projects']);
    expect(listed.code).toBe(0);
    const ids = Object.values(listed.document).map((row) => Reflect.get(Object(row), 'id'));
    expect(ids).toEqual(expect.arrayContaining(acknowledged));
    expect((await run([...args, '--offline', 'status'])).document).toMatchObject({ pending_count: ids.length });
  });
});
