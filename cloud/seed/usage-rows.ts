import { costOf, LARGE_MODEL, type ModelPrice, SMALL_MODEL } from '../worker/model-prices.ts';
import { between, pick, seededRandom } from '../worker/seeded-random.ts';
import type { EpisodeRows } from './episode-rows.ts';
import { seedId } from './seed-id.ts';
import { daysBefore } from './times.ts';

export interface UsageRow {
  id: string;
  operation: 'episode_generation' | 'research' | 'quality_check' | 'chat';
  model: string;
  prompt_tokens: number;
  completion_tokens: number;
  cost_usd: number;
  cost_gbp: number;
  episode_id: string | null;
  user_id: string | null;
  created_at: Date;
}

const DAYS = 42;
const CHATS_A_DAY = 6;

/** Six weeks of AI calls: those that made the episodes of that time, and the producers' chats on working days. */
export function usageRows(episodes: EpisodeRows[], now: Date): UsageRow[] {
  const recent = episodes.filter(
    ({ content }) => content.published_days_ago !== undefined && content.published_days_ago <= DAYS,
  );
  return [...recent.flatMap(callsOfEpisode), ...chats(now)];
}

function callsOfEpisode({ content, episode }: EpisodeRows): UsageRow[] {
  const random = seededRandom(`usage ${content.path}`);
  const started = episode.generation_started_at ?? episode.created_at;
  const call = (
    operation: UsageRow['operation'],
    price: ModelPrice,
    [prompt, completion]: [number, number],
    afterSeconds: number,
  ): UsageRow => ({
    id: seedId('usage', content.path, operation, afterSeconds),
    operation,
    ...costOf(price, Math.round(prompt * (0.8 + random() * 0.5)), Math.round(completion * (0.8 + random() * 0.5))),
    episode_id: episode.id,
    user_id: null,
    created_at: new Date(started.getTime() + afterSeconds * 1000),
  });
  const research = [20, 35, 50].map((seconds) => call('research', SMALL_MODEL, [24_000, 2_200], seconds));
  if (episode.status === 'FAILED') return research;
  return [
    ...research,
    call('episode_generation', LARGE_MODEL, [38_000, 7_500], 120),
    call('quality_check', LARGE_MODEL, [15_000, 1_400], 170),
  ];
}

function chats(now: Date): UsageRow[] {
  const random = seededRandom('chats');
  const rows: UsageRow[] = [];
  for (let day = DAYS; day >= 0; day -= 1) {
    const weekday = daysBefore(now, day, 12).getUTCDay();
    if (weekday === 0 || weekday === 6) continue;
    for (let chat = between(random, 0, CHATS_A_DAY); chat > 0; chat -= 1) {
      rows.push({
        id: seedId('chat', day, chat),
        operation: 'chat',
        ...costOf(SMALL_MODEL, between(random, 2000, 9000), between(random, 200, 900)),
        episode_id: null,
        user_id: pick(random, ['user_ada', 'user_ben']),
        created_at: daysBefore(now, day, between(random, 8, 17), between(random, 0, 59)),
      });
    }
  }
  return rows;
}
