import { measureInTurns } from '../../measure.ts';
import type { Figure } from '../../report.ts';
import { SIZE_GOAL } from './queries.ts';
import { idOf, type SizedDesk } from './two-desks.ts';

const RUNS = 40;

/** What the page of an episode reads before it shows the text. */
export async function openingAnEpisode(large: SizedDesk, small: SizedDesk): Promise<Figure> {
  const [measured, timing] = await measureInTurns(RUNS, await opener(large), await opener(small));
  return { name: 'opening an episode', measured, bare: { name: 'in the small one', timing }, goal: SIZE_GOAL };
}

async function opener(desk: SizedDesk): Promise<() => Promise<void>> {
  const id = await idOf(desk, "select id from episodes where status = 'PUBLISHED' order by id");
  const { engine } = desk;
  return async () => {
    await Promise.all([
      engine.query('episodes.get', { id }),
      engine.query('blocks.of_episode', { episode_id: id }),
      engine.query('jobs.of_episode', { episode_id: id }),
      engine.query('highlights.of_episode', { episode_id: id }),
    ]);
  };
}
