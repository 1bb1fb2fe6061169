import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { LiveQueries } from '../../../electron/engine/live/live-queries.ts';
import type { QueryName } from '../../../shared/ipc/contract.ts';
import { elapsed, measureInTurns, measureRounds } from '../../measure.ts';
import type { Figure } from '../../report.ts';
import { SIZE_GOAL } from './queries.ts';
import { idOf, idsOf, type SizedDesk } from './two-desks.ts';

const RUNS = 30;
const VIEWS = [1, 10, 50];
/** What a page that is worked in has open, by how near it is to the text; further views are texts and lists of other pages. */
const OF_AN_EPISODE: readonly QueryName[] = ['blocks.of_episode', 'jobs.of_episode', 'highlights.of_episode'];
const OF_THE_FRAME: readonly QueryName[] = [
  'projects.list',
  'episodes.unread',
  'attention.list',
  'sync.waiting',
  'jobs.live',
];

/** A burst of keystrokes, from the command to the disk, with views open that the engine keeps fresh. */
export async function editsWithViews(large: SizedDesk, small: SizedDesk): Promise<Figure[]> {
  const figures: Figure[] = [];
  const [inLarge, inSmall] = [await blockEditor(large), await blockEditor(small)];
  const [edit, ofSmall] = await measureInTurns(RUNS, inLarge.edit, inSmall.edit);
  figures.push({ name: 'edit', measured: edit, bare: { name: 'in the small one', timing: ofSmall }, goal: SIZE_GOAL });
  const bare = await bareEdit(inLarge.text);
  try {
    for (const views of VIEWS) {
      const live = new LiveQueries({ store: large.engine.store });
      const news = await openViews(live, large, inLarge.episode, views);
      const [measured, timing, seen] = await measureRounds(RUNS, [
        async (run) => {
          const took = await elapsed(() => inLarge.edit(run));
          await news.quiet();
          return took;
        },
        (run) => elapsed(() => bare.edit(run)),
        async (run) => {
          const shown = news.next();
          const took = await elapsed(async () => {
            await inLarge.edit(run + 0.5);
            await shown;
          });
          await news.quiet();
          return took;
        },
      ]);
      live.close();
      if (!(measured && timing && seen)) throw new Error('nothing was measured');
      const peer = { name: 'PGlite update + one fsync', timing };
      figures.push({ name: `edit with ${views} live views`, measured, bare: peer });
      figures.push({ name: `edit shown by the text's view of ${views}`, measured: seen, bare: peer });
    }
  } finally {
    await bare.close();
  }
  return figures;
}

async function blockEditor(desk: SizedDesk) {
  const episode = await idOf(desk, "select id from episodes where status = 'PUBLISHED' order by id");
  const id = await idOf(desk, `select id from blocks where episode_id = '${episode}'`);
  const { rows } = await desk.engine.store.query<{ content: string }>('select content from blocks where id = $1', [id]);
  const text = rows[0]?.content ?? '';
  let content = text;
  const edit = async (run: number) => {
    const next = `Typed ${run}. ${text}`;
    await desk.engine.command('block.edit', { id, base_content: content, content: next });
    content = next;
  };
  return { episode, text, edit };
}

/** Opens that many views; `next` resolves when the text's view has heard something, `quiet` when all have read what changed. */
async function openViews(live: LiveQueries, desk: SizedDesk, episode: string, count: number) {
  const others = await idsOf(
    desk.engine,
    `select id from episodes where id <> '${episode}' order by id limit ${count}`,
  );
  const views: [QueryName, object][] = OF_AN_EPISODE.map((name) => [name, { episode_id: episode }]);
  views.push(...OF_THE_FRAME.map((name): [QueryName, object] => [name, {}]));
  for (const episode_id of others)
    views.push(...OF_AN_EPISODE.map((name): [QueryName, object] => [name, { episode_id }]));
  let heard: (() => void) | null = null;
  for (const [index, [name, params]] of views.slice(0, count).entries()) {
    live.subscribe(name, params, {
      onRows() {
        if (index === 0) heard?.();
      },
      onError(error) {
        throw error;
      },
    });
  }
  const quiet = async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      await desk.engine.store.query('select 1');
    }
  };
  await quiet();
  return {
    quiet,
    next: () =>
      new Promise<void>((resolve) => {
        heard = resolve;
      }),
  };
}

/** The least that keeps a text: one update of one row in this thread, and one flush of a file. */
async function bareEdit(text: string) {
  const directory = mkdtempSync(join(tmpdir(), 'showrunner-bench-'));
  const pglite = await PGlite.create(join(directory, 'bare'));
  const file = openSync(join(directory, 'fsync'), 'w');
  await pglite.query('create table bench (id int primary key, content text)');
  await pglite.query('insert into bench values (1, $1)', [text]);
  return {
    edit: async (run: number) => {
      await pglite.query('update bench set content = $1 where id = 1', [`Typed ${run}. ${text}`]);
      writeSync(file, 'x');
      fsyncSync(file);
    },
    close: async () => {
      await pglite.close();
      closeSync(file);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
