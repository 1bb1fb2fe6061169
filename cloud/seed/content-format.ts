/** What content files may say; see cloud/README.md for the format. */
import { z } from 'zod';

const Person = z.enum(['ada', 'ben']);

export const ProjectFile = z.strictObject({
  title: z.string().min(1).max(300),
  brief: z.string().min(1),
  status: z.enum(['ACTIVE', 'PAUSED', 'COMPLETED', 'ARCHIVED']),
  timezone: z.string().min(1),
  cadence: z.strictObject({
    mode: z.enum(['daily', 'weekdays', 'weekly', 'custom']),
    days: z.array(z.int().min(0).max(6)),
    delivery_hour: z.int().min(0).max(23),
  }),
  memories: z.array(
    z.strictObject({
      content: z.string().min(1),
      source: z.enum(['onboarding', 'feedback', 'interaction']),
      importance: z.number().min(0).max(1),
    }),
  ),
  notes: z.array(
    z.strictObject({
      content: z.string().min(1).max(240),
      author: Person,
      scope: z.enum(['NEXT_EPISODE', 'GENERAL', 'TOPIC_REQUEST', 'DEPTH_ADJUSTMENT']),
      priority: z.enum(['LOW', 'MEDIUM', 'HIGH', 'CRITICAL']),
      status: z.enum(['pending', 'acknowledged', 'incorporated', 'deferred', 'archived']),
      incorporated_in: z.int().positive().nullish(),
      age_days: z.number().min(0),
    }),
  ),
});

export const EpisodeHead = z.strictObject({
  title: z.string().min(1).max(300),
  summary: z.string(),
  status: z.enum(['PUBLISHED', 'DRAFT', 'PARTIAL', 'FAILED']),
  published_days_ago: z.number().min(0).optional(),
  sources: z
    .array(z.strictObject({ title: z.string().min(1), url: z.url(), credibility: z.number().min(0).max(1).optional() }))
    .default([]),
});

export interface EpisodeContent extends z.infer<typeof EpisodeHead> {
  /** Stable name, of which its id is made. */
  path: string;
  number: number;
  text: string;
}

export interface ProjectContent extends z.infer<typeof ProjectFile> {
  path: string;
  episodes: EpisodeContent[];
}
