import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { buildTemplate } from '../../electron/engine/store/build-template.ts';
import { openStore } from '../../electron/engine/store/open-store.ts';
import { measure, measureInTurns } from '../measure.ts';
import type { SuiteResult } from '../report.ts';

const EDITS = 300;
const OPENS = 10;
const TEXT = 'A paragraph of some length about storage, rates and the grid. '.repeat(80);

/** The local store beside the least that could do the same: PGlite in this thread and one fsync of a file beside it. */
export async function benchStore(): Promise<SuiteResult> {
  const directory = mkdtempSync(join(tmpdir(), 'showrunner-bench-'));
  const templateDir = join(directory, 'template');
  await buildTemplate(templateDir);
  const dataDir = join(directory, 'store');
  const store = await openStore({ dataDir, templateDir });
  const bare = await PGlite.create(join(directory, 'bare'));
  const file = openSync(join(directory, 'fsync'), 'w');
  try {
    await store.query('create table bench (id int primary key, content text, outbox jsonb)');
    await store.query('insert into bench values (1, $1, null)', [TEXT]);
    await bare.query('create table bench (id int primary key, content text, outbox jsonb)');
    await bare.query('insert into bench values (1, $1, null)', [TEXT]);
    const [edit, bareEdit] = await measureInTurns(
      EDITS,
      (run) =>
        store.transaction({ origin: 'user' }, async (tx) => {
          await tx.query('update bench set content = $1 where id = 1', [`${run}${TEXT}`]);
        }),
      async (run) => {
        await bare.query('update bench set content = $1 where id = 1', [`${run}${TEXT}`]);
        writeSync(file, 'x');
        fsyncSync(file);
      },
    );
    const [read, bareRead] = await measureInTurns(
      EDITS,
      () => store.query('select id, content from bench where id = 1'),
      () => bare.query('select id, content from bench where id = 1'),
    );
    await store.close();
    await bare.close();
    const open = await measure(OPENS, async () => {
      const reopened = await openStore({ dataDir, templateDir });
      await reopened.query('select 1');
      await reopened.close();
    });
    const bareOpen = await measure(OPENS, async () => {
      const reopened = await PGlite.create(join(directory, 'bare'));
      await reopened.query('select 1');
      await reopened.close();
    });
    return {
      suite: 'store',
      figures: [
        {
          name: 'durable edit of a 5 kB text',
          measured: edit,
          bare: { name: 'PGlite update + one fsync', timing: bareEdit },
        },
        { name: 'read of a 5 kB text', measured: read, bare: { name: 'PGlite read, same thread', timing: bareRead } },
        { name: 'open and close', measured: open, bare: { name: 'PGlite open and close', timing: bareOpen } },
      ],
    };
  } finally {
    closeSync(file);
    rmSync(directory, { recursive: true, force: true });
  }
}
