import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEMO_ONLY, readConnection } from '../../host/connection-file.ts';
import { NOBODY, readIdentities } from '../../host/identities.ts';
import { lockDirectory } from '../store/directory-lock.ts';
import { readMeta } from '../store/meta.ts';
import { StoreError } from '../store/store-error.ts';
import { testDirectory } from '../store/testing/test-store.ts';
import { hostileValue } from '../testing/hostile/hostile-values.ts';
import { testDesk } from '../testing/test-desk.ts';
import { decodeRecord } from './record-line.ts';
import { readUnfinishedRecovery } from './unfinished-recovery.ts';

/** Files beside the store as another program, another person or a broken disk leaves them. */
const line = (text: string) => `${crc32(text).toString(16).padStart(8, '0')} ${text}`;
const edit = (fields: object) =>
  line(
    JSON.stringify({
      kind: 'edit',
      mutation_id: '01900000-0000-7000-8000-00000000aaaa',
      seq: 1,
      group_id: '01900000-0000-7000-8000-00000000bbbb',
      command: 'project.update',
      table_name: 'projects',
      row_id: '01900000-0000-7000-8000-00000000cccc',
      op: 'update',
      patch: { title: 'x' },
      base_rev: 0,
      base: null,
      created_at: '2026-11-28T10:00:00.000Z',
      ...fields,
    }),
  );

const LINES = [
  'no checksum at all',
  '00000000 {"kind":"done","id":"x"}',
  line('not json'),
  line(''),
  line('null'),
  line('[]'),
  line(`${'['.repeat(100_000)}${']'.repeat(100_000)}`),
  line('{"kind":"edit"}'),
  line('{"kind":"record","id":"x","table_name":"conflicts","row":{"id":"no uuid","state":"open"}}'),
  line('{"kind":"record","id":"x","table_name":"pg_authid","row":{"rolname":"x"}}'),
  line('{"__proto__":{"polluted":1},"kind":"done","id":"constructor"}'),
  edit({ table_name: 'outbox' }),
  edit({ table_name: 'pg_class; drop table projects' }),
  edit({ row_id: "'; drop table projects; --" }),
  edit({ op: 'truncate' }),
  edit({ patch: { 'title = null; --': 1, title: { a: 1 } } }),
  edit({ patch: { title: 'half \ud800', memories: 'x' }, mutation_id: '01900000-0000-7000-8000-00000000aab1' }),
  edit({ op: 'insert', patch: { title: 'x\u0000y' }, mutation_id: '01900000-0000-7000-8000-00000000aab2' }),
  edit({ created_at: 'yesterday', mutation_id: '01900000-0000-7000-8000-00000000aab3' }),
  edit({ seq: 1e300 }),
  edit({ base: { a: { b: [] } }, base_rev: -(2 ** 63), mutation_id: '01900000-0000-7000-8000-00000000aab4' }),
  'x'.repeat(5_000_000),
  '\u0000'.repeat(10_000),
];

test('a desk opens, with every edit of its person, whatever stands in the files beside it', {
  timeout: 240_000,
}, async () => {
  await using directory = await testDirectory();
  const dataDir = directory.path;
  const keptTitles = async () => {
    await using desk = await testDesk({ dataDir });
    const projects = await desk.engine.query('projects.list', {});
    return projects.map(({ title }) => title).filter((title) => title.startsWith('Kept'));
  };
  {
    await using desk = await testDesk({ dataDir });
    await desk.engine.command('project.create', { title: 'Kept' });
  }
  const log = join(dataDir, 'recovery.log');

  await writeFile(log, `${LINES.join('\n')}\n${await readFile(log, 'utf8')}${LINES.slice(0, 5).join('\n')}`);
  expect(await keptTitles()).toEqual(['Kept']);

  // Three folders that say they are backups, and a description that is none: the store is rebuilt from the log alone.
  for (const [name, meta] of [
    ['999999999999998', '{"format":1}'],
    ['999999999999999', '[[['],
  ] as const) {
    await mkdir(join(dataDir, 'snapshots', name), { recursive: true });
    await writeFile(join(dataDir, 'snapshots', name, 'meta.json'), meta);
  }
  await writeFile(join(dataDir, 'snapshots', '9'), 'a file');
  await writeFile(join(dataDir, 'meta.json'), '{"format": 1, "__proto__": {"rows": 1}');
  expect(await keptTitles()).toEqual(['Kept']);

  await writeFile(join(dataDir, 'recovering.json'), '\u0000');
  expect(await keptTitles()).toEqual(['Kept']);
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

test.skipIf(process.platform === 'win32')('the folder of a desk is for its person alone', async () => {
  await using directory = await testDirectory();
  const folder = join(directory.path, 'desks', 'one');
  lockDirectory(folder).release();
  for (const made of [folder, join(directory.path, 'desks')]) expect((await stat(made)).mode & 0o077, made).toBe(0);
});

describe('each file by itself', () => {
  const anyText = fc.oneof(
    hostileValue.map((value) => JSON.stringify(value) ?? ''),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('', '{', '\ufeff{}', '['.repeat(50_000)),
  );

  test('a line of the recovery log is read or passed over', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const given of [text, line(text)]) expect(() => decodeRecord(given)).not.toThrow();
      }),
    );
    for (const given of LINES) expect(() => decodeRecord(given)).not.toThrow();
  });

  test('the small files of a desk and of its host are read, or refused as what they are', async () => {
    await using directory = await testDirectory();
    const folder = directory.path;
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        for (const name of ['meta.json', 'recovering.json', 'identities.json', 'connection.json'])
          await writeFile(join(folder, name), text);
        await readMeta(folder).catch((error: unknown) => expect(error).toBeInstanceOf(StoreError));
        expect(await readUnfinishedRecovery(folder)).not.toBeNull();
        expect(await readIdentities(folder)).toEqual(NOBODY);
        expect(await readConnection(folder)).toEqual(DEMO_ONLY);
      }),
      { numRuns: 60 },
    );
  });
});
