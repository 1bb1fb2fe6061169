import { between, seededRandom } from '../worker/seeded-random.ts';
import type { EpisodeContent, ProjectContent } from './content-format.ts';
import { seedId } from './seed-id.ts';
import { minutesBefore } from './times.ts';

export interface EpisodeRows {
  content: EpisodeContent;
  episode: {
    id: string;
    project_id: string;
    sequence_number: number;
    title: string;
    summary: string;
    sources: EpisodeContent['sources'];
    status: EpisodeContent['status'];
    scheduled_for: Date | null;
    generation_started_at: Date | null;
    published_at: Date | null;
    delivered_at: Date | null;
    generation_attempts: number;
    generation_errors: object[];
    generation_time_seconds: number | null;
    created_at: Date;
  };
  block: { id: string; episode_id: string; content: string; source_urls: string[]; created_at: Date } | null;
}

// A schedule asks four hours before delivery.
const LEAD_MINUTES = 240;
const FASTEST_SECONDS = 128;
const SLOWEST_SECONDS = 292;
export const SEEDED_FAILURE = 'The research agent did not answer within 10 minutes.';

/** An episode and its text, with the times that its life would have had up to its delivery. */
export function episodeRows(project: ProjectContent, content: EpisodeContent, delivery: Date, now: Date): EpisodeRows {
  const random = seededRandom(content.path);
  const id = seedId('episode', content.path);
  const isDraft = content.status === 'DRAFT';
  const seconds = between(random, FASTEST_SECONDS, SLOWEST_SECONDS);
  const started = minutesBefore(delivery, LEAD_MINUTES);
  const finished = new Date(started.getTime() + seconds * 1000);
  const isPublished = content.status === 'PUBLISHED';
  const attempts = content.status === 'FAILED' ? 3 : 1;
  const failure = { time: finished, attempt: attempts, stage: 'research', error: SEEDED_FAILURE };
  return {
    content,
    episode: {
      id,
      project_id: seedId('project', project.path),
      sequence_number: content.number,
      title: content.title,
      summary: content.summary,
      sources: content.sources,
      status: content.status,
      scheduled_for: isDraft ? null : delivery,
      generation_started_at: isDraft ? null : started,
      published_at: isPublished ? finished : null,
      delivered_at: isPublished ? delivery : null,
      generation_attempts: isDraft ? 0 : attempts,
      generation_errors: content.status === 'FAILED' || content.status === 'PARTIAL' ? [failure] : [],
      generation_time_seconds: isPublished ? seconds : null,
      created_at: isDraft ? minutesBefore(now, between(random, 60, 600)) : started,
    },
    block:
      content.text === ''
        ? null
        : {
            id: seedId('block', content.path),
            episode_id: id,
            content: content.text,
            source_urls: content.sources.map(({ url }) => url),
            created_at: isDraft ? minutesBefore(now, 30) : finished,
          },
  };
}
