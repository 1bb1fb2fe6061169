/** One process of the soak: `fork('player.ts', [JSON of a SoakTask])`; sends SoakCounts as it goes. */
import type { Schedule } from '../../electron/engine/simulation/actions.ts';
import { addToCorpus, OWN_CORPUS } from '../../electron/engine/simulation/corpus/corpus.ts';
import { generateSchedule } from '../../electron/engine/simulation/generate-schedule.ts';
import { describeFinding, play } from '../../electron/engine/simulation/play.ts';
import { Stage } from '../../electron/engine/simulation/stage.ts';
import type { SoakCounts, SoakTask } from './start-player.ts';

/** One in so many is played on recorded disks: they take ten times as long. */
const DISK_EVERY = 50;

/** Schedules after which the stores are opened anew, so that a long run does not measure what a day's use of one store would. */
const STAGE_LASTS = 1_000;

const task: SoakTask = JSON.parse(process.argv[2] ?? '');
const tell = (news: SoakCounts) => process.send?.(news);

for (let number = 0, stage: Stage | null = null; ; number += 1) {
  const isOver = Date.now() >= task.until;
  if (stage !== null && (isOver || number % STAGE_LASTS === 0)) {
    await stage.close();
    stage = null;
  }
  if (isOver) break;
  stage ??= await Stage.open(task.databaseUrl);
  const stores: Schedule['stores'] = number % DISK_EVERY === DISK_EVERY - 1 ? 'disk' : 'pooled';
  const schedule = generateSchedule(`${task.seed} ${number}`, stores);
  const finding = await play(stage, schedule);
  tell({ played: 1, onDisks: stores === 'disk' ? 1 : 0, broken: finding === null ? 0 : 1 });
  if (finding === null) continue;
  const why = finding.violations.map(({ rule, detail }) => `${rule}: ${detail}`).join('; ');
  const file = await addToCorpus(OWN_CORPUS, { name: schedule.seed, why, schedule: finding.smallest });
  console.log(`Seed "${schedule.seed}". ${describeFinding(finding)}\nKept as ${file}`);
}
process.disconnect?.();
