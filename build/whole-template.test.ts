import { mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { makeTemplateWhole } from './whole-template.ts';

let built: string;
let packed: string;

/** A template with an empty folder, and what electron-builder makes of it. */
beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'whole-template-'));
  [built, packed] = [join(folder, 'built'), join(folder, 'packed')];
  for (const empty of ['pgdata/pg_wal/summaries', 'pgdata/pg_tblspc'])
    await mkdir(join(built, empty), { recursive: true });
  await mkdir(join(packed, 'pgdata'), { recursive: true });
  for (const at of [built, packed]) await writeFile(join(at, 'pgdata/PG_VERSION'), '18');
});

test('a folder without files is kept by a file of its own, a second time as well', async () => {
  await makeTemplateWhole(built, packed);
  await makeTemplateWhole(built, packed);
  expect((await readdir(packed, { recursive: true })).sort()).toEqual([
    'pgdata',
    'pgdata/PG_VERSION',
    'pgdata/pg_tblspc',
    'pgdata/pg_tblspc/.keep',
    'pgdata/pg_tblspc/.keep/.keep',
    'pgdata/pg_wal',
    'pgdata/pg_wal/summaries',
    'pgdata/pg_wal/summaries/.keep',
  ]);
});

test.each<[string, () => Promise<void>, string]>([
  [
    'another file',
    () => writeFile(join(packed, 'pgdata/PG_VERSION'), '17'),
    'PG_VERSION is not in the package as it was built',
  ],
  ['a missing file', () => writeFile(join(built, 'pgdata/global'), ''), 'global is not in the package as it was built'],
  [
    'a file that nobody built',
    () => writeFile(join(packed, 'pgdata/postmaster.pid'), ''),
    'postmaster.pid was not built',
  ],
])('%s ends the packaging with a sentence', async (_, change, sentence) => {
  await change();
  await expect(makeTemplateWhole(built, packed)).rejects.toThrow(sentence);
});
