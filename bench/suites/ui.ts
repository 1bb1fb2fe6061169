import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { memoryOf, type PageMemory } from '../../e2e/support/page-memory.ts';
import { buildStale } from '../../scripts/build/build.ts';
import { measureRounds, type Timing } from '../measure.ts';
import type { Count, Figure, SuiteResult } from '../report.ts';
import { launchBareChromium } from './ui/bare-chromium.ts';
import { type BarePage, openBarePage } from './ui/bare-page.ts';
import type { DevtoolsPage } from './ui/devtools-page.ts';
import { initialScript } from './ui/initial-script.ts';
import { type LargeDesk, startLargeDesk } from './ui/large-desk.ts';
import { type LongTasks, takeLongTasks, watchLongTasks } from './ui/long-tasks.ts';
import { type MainThread, traceMainThread } from './ui/main-thread.ts';
import { installClock } from './ui/page-clock.ts';
import {
  clearSearch,
  goTo,
  openEpisode,
  searchCaughtUp,
  searchLetter,
  switchProject,
  typeInLongText,
  upToDate,
} from './ui/walks.ts';

const LETTERS = 120;
const WORD = 8;
const OPENINGS = 20;
/** Words of the seeded texts are made up of syllables; these begin many of them. */
const SEARCHED = ['the market', 'energy rates', 'storage grid', 'capital', 'lending'];
/** A first sync of five years, on a busy machine. */
const SYNC_LIMIT_MS = 1_800_000;
const SCRIPT_GOAL_KB = 350;
/** Until somebody who has opened the window has found what to open in it; the scripts of other pages are read meanwhile. In milliseconds. */
const READ_MS = 3_000;

interface Walk {
  name: string;
  measured: Timing;
  bare: { name: string; timing: Timing };
  byClock: LongTasks;
  computed: MainThread;
}

/** The app's page in a real Chromium on a desk with the large organisation, and how much its main thread has to do for it. */
export async function benchUi({ part }: { part: number }): Promise<SuiteResult> {
  await buildStale(join(import.meta.dirname, '../..'), {
    for: 'browser',
    onRun: (name) => console.log(`Building: ${name} …`),
  });
  await using desk = await startLargeDesk(part);
  await using browser = await launchBareChromium();
  const page = await browser.open(desk.url);
  await upToDate(page, SYNC_LIMIT_MS);
  await page.reload();
  await upToDate(page);
  const script = await initialScript(page);
  await searchCaughtUp(page, SYNC_LIMIT_MS);
  const bare = await openBarePage(browser);
  await goTo(page, '/');
  const atRest = await memoryOf(page.session);
  // As a person finds it: a collection that is asked for also throws away the compiled script of what has run already.
  await page.reload();
  await upToDate(page);
  await wait(READ_MS);
  await installClock(page);
  await watchLongTasks(page);
  const walks: Walk[] = [];
  for (const walk of walksOf(page, desk, bare)) {
    console.log(`${walk.name} …`);
    await walk.prepare();
    const [measured, timing] = await measureRounds(walk.rounds, [walk.ours, walk.bare.run]);
    if (measured === undefined || timing === undefined) throw new Error('both have a timing');
    const byClock = await takeLongTasks(page);
    // Once more, and traced: what of a long task is computing, and what waiting for one of this machine's processors.
    const computed = await traceMainThread(page, () => measureRounds(walk.rounds, [walk.ours]));
    await takeLongTasks(page);
    walks.push({ name: walk.name, measured, bare: { name: walk.bare.name, timing }, byClock, computed });
  }
  await goTo(page, '/');
  const afterAll = await memoryOf(page.session);
  return {
    suite: 'ui',
    part,
    figures: walks.map(({ name, measured, bare: of }): Figure => ({ name, measured, bare: of })),
    counts: [
      { name: 'script before the first paint, kB of gzip', measured: script.gzip, goal: SCRIPT_GOAL_KB },
      { name: 'the same, kB of brotli', measured: script.brotli },
      ...walks.flatMap(countsOf),
      ...memoryCounts('at rest', atRest),
      ...memoryCounts('back there, after all of the above', afterAll),
    ],
  };
}

function walksOf(page: DevtoolsPage, desk: LargeDesk, bare: BarePage) {
  const letter = { name: 'a letter in an empty field', run: () => bare.letter() };
  const click = { name: 'a text that a click shows', run: () => bare.click() };
  const { projects } = desk;
  const [first] = projects;
  if (first === undefined) throw new Error('the organisation has no project');
  const episodes = projects
    .flatMap((project) => project.episodes.map((episode) => ({ project: project.id, episode })))
    .filter(({ episode }) => episode !== desk.longEpisode);
  const nth = <T>(items: readonly T[], round: number): T => {
    const item = items[round % items.length];
    if (item === undefined) throw new Error('there is nothing to open');
    return item;
  };
  const letters = SEARCHED.map((text) => [...text.replaceAll(' ', '')]).flatMap((word) => ['Clear', ...word]);
  let type: (letter: string) => Promise<number>;
  return [
    {
      name: 'opening an episode',
      rounds: OPENINGS,
      prepare: () => goTo(page, '/'),
      ours: (round: number) => {
        const { project, episode } = nth(episodes, round);
        return openEpisode(page, project, episode);
      },
      bare: click,
    },
    {
      name: 'opening the episode of 100 kB',
      rounds: OPENINGS,
      prepare: () => goTo(page, '/'),
      ours: () => openEpisode(page, first.id, desk.longEpisode),
      bare: click,
    },
    {
      name: 'keystroke to paint in a text of 100 kB',
      rounds: LETTERS,
      prepare: async () => {
        type = await typeInLongText(page, desk);
      },
      ours: (round: number) => type(round % WORD === 0 ? 'Space' : 'e'),
      bare: letter,
    },
    {
      name: 'switching projects',
      rounds: OPENINGS,
      prepare: () => goTo(page, `/projects/${projects.at(-1)?.id}`),
      ours: (round: number) => switchProject(page, nth(projects, round)),
      bare: click,
    },
    {
      name: 'search as you type, a letter',
      rounds: letters.length,
      prepare: () => goTo(page, '/search'),
      ours: async (round: number) => {
        const key = nth(letters, round);
        if (key === 'Clear') await clearSearch(page);
        return searchLetter(page, key === 'Clear' ? 'a' : key);
      },
      bare: letter,
    },
  ];
}

function countsOf({ name, byClock, computed }: Walk): Count[] {
  return [
    { name: `tasks over 50 ms: ${name}`, measured: byClock.count, goal: 0 },
    ...(byClock.count > 0 ? [{ name: `the longest of them, ms: ${name}`, measured: byClock.longest }] : []),
    { name: `tasks that computed over 50 ms, traced: ${name}`, measured: computed.long, goal: 0 },
    { name: `longest task, ms computed, traced: ${name}`, measured: computed.longest },
  ];
}

function memoryCounts(when: string, { heap, nodes, listeners }: PageMemory): Count[] {
  return [
    { name: `page's heap ${when}, MB`, measured: heap },
    { name: `page's nodes ${when}`, measured: nodes },
    { name: `page's listeners ${when}`, measured: listeners },
  ];
}
