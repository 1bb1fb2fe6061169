import { between, pick, seededRandom } from '../worker/seeded-random.ts';
import type { EpisodeRows } from './episode-rows.ts';
import { seedId } from './seed-id.ts';
import { daysBefore } from './times.ts';

export interface EventRow {
  id: string;
  user_id: string;
  event_type: string;
  event_data: object;
  session_id: string;
  occurred_at: Date;
}

const ONBOARDED_DAYS_AGO = 80;
const READING_DAYS = 14;

/** Both producers have finished the onboarding long ago, and have read the episodes of the last two weeks. */
export function eventRows(episodes: EpisodeRows[], now: Date): EventRow[] {
  const people = ['user_ada', 'user_ben'];
  const onboarding = people.map((user, index) => ({
    id: seedId('event', user, 'onboarding'),
    user_id: user,
    event_type: 'onboarding_completed',
    event_data: { version: 1 },
    session_id: seedId('session', user, 'onboarding'),
    occurred_at: daysBefore(now, ONBOARDED_DAYS_AGO - index * 3, 10),
  }));
  const random = seededRandom('events');
  const reading = episodes
    .filter(
      ({ episode, content }) => episode.status === 'PUBLISHED' && (content.published_days_ago ?? 0) <= READING_DAYS,
    )
    .map(({ episode, content }) => {
      const user = pick(random, people);
      const days = content.published_days_ago ?? 0;
      return {
        id: seedId('event', user, content.path),
        user_id: user,
        event_type: 'episode_opened',
        event_data: { episode_id: episode.id, project_id: episode.project_id },
        session_id: seedId('session', user, days),
        occurred_at: daysBefore(now, days, between(random, 8, 17), between(random, 0, 59)),
      };
    });
  return [...onboarding, ...reading];
}
