import type { ProjectContent } from './content-format.ts';
import type { EpisodeRows } from './episode-rows.ts';
import { seedId } from './seed-id.ts';
import { daysBefore, minutesBefore } from './times.ts';

const WEEK_DAYS = 7;

export interface ProjectRow {
  id: string;
  title: string;
  onboarding_brief: string;
  cadence_config: ProjectContent['cadence'];
  timezone: string;
  memories: object[];
  status: ProjectContent['status'];
  paused_at: Date | null;
  last_episode_at: Date | null;
  created_at: Date;
}

export function projectRow(project: ProjectContent, episodes: EpisodeRows[], now: Date): ProjectRow {
  const published = episodes.flatMap(({ episode }) => episode.published_at ?? []);
  const oldest = Math.max(0, ...project.episodes.map((episode) => episode.published_days_ago ?? 0));
  const created = daysBefore(now, oldest + WEEK_DAYS, 10);
  return {
    id: seedId('project', project.path),
    title: project.title,
    onboarding_brief: project.brief,
    cadence_config: project.cadence,
    timezone: project.timezone,
    memories: project.memories.map((memory, index) => ({
      id: seedId('memory', project.path, index),
      ...memory,
      created_at: minutesBefore(created, -index * 60),
    })),
    status: project.status,
    paused_at: project.status === 'PAUSED' ? daysBefore(now, 2, 16) : null,
    last_episode_at: published.length === 0 ? null : new Date(Math.max(...published.map((time) => time.getTime()))),
    created_at: created,
  };
}

export interface NoteRow {
  id: string;
  project_id: string;
  author_id: string;
  content: string;
  scope: string;
  priority: string;
  status: string;
  position: number;
  incorporated_in_episode_id: string | null;
  created_at: Date;
}

export function noteRows(project: ProjectContent, episodes: EpisodeRows[], now: Date): NoteRow[] {
  return project.notes.map((note, index) => {
    const used = episodes.find(({ content }) => content.number === note.incorporated_in);
    return {
      id: seedId('note', project.path, index),
      project_id: seedId('project', project.path),
      author_id: `user_${note.author}`,
      content: note.content,
      scope: note.scope,
      priority: note.priority,
      status: note.status,
      position: (index + 1) * 10,
      incorporated_in_episode_id: used?.episode.id ?? null,
      created_at: daysBefore(now, note.age_days, 9 + (index % 8), (index * 17) % 60),
    };
  });
}
