import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { measureInTurns } from '../../measure.ts';
import type { Figure } from '../../report.ts';
import type { BenchCloud } from './bench-cloud.ts';
import { openDesk } from './bench-desk.ts';

const EDITS = 300;
const TEXT = 'A paragraph of some length about storage, rates and the grid. '.repeat(80);

/** From the command of an edit of a text of 5 kB to its answer: merged, recorded in row and outbox, on the disk. */
export async function editAcknowledged(cloud: BenchCloud): Promise<Figure[]> {
  await using desk = await openDesk(cloud, { organization: 'org_edits' });
  const { engine } = desk;
  const { id: project } = await engine.command('project.create', { title: 'Bench' });
  const { id: episode } = await engine.command('episode.create', { project_id: project, title: 'Bench' });
  const { id: block } = await engine.command('block.create', {
    episode_id: episode,
    after_block_id: null,
    content: TEXT,
  });
  const directory = mkdtempSync(join(tmpdir(), 'showrunner-bench-'));
  const bare = await PGlite.create(join(directory, 'bare'));
  const file = openSync(join(directory, 'fsync'), 'w');
  try {
    await bare.query('create table blocks (id int primary key, content text)');
    await bare.query('insert into blocks values (1, $1)', [TEXT]);
    let shown = TEXT;
    const [edit, bareEdit] = await measureInTurns(
      EDITS,
      async (run) => {
        const content = `${run} ${TEXT}`;
        const answer = await engine.command('block.edit', { id: block, base_content: shown, content });
        shown = answer.content;
      },
      async (run) => {
        await bare.query('update blocks set content = $1 where id = 1', [`${run} ${TEXT}`]);
        writeSync(file, 'x');
        fsyncSync(file);
      },
    );
    const name = 'PGlite update + one fsync';
    return [{ name: 'edit acknowledged', measured: edit, bare: { name, timing: bareEdit }, goal: 3 }];
  } finally {
    await bare.close();
    closeSync(file);
    rmSync(directory, { recursive: true, force: true });
  }
}
