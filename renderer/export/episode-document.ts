import type { EpisodeSource } from '../../shared/domain/json-shapes.ts';
import type { BlockType } from '../../shared/ipc/commands.ts';
import type { QueryRow } from '../../shared/ipc/contract.ts';

/** An episode as the subscriber has it: what the reading view shows, and so what every export holds. */
export interface EpisodeDocument {
  title: string;
  project: string;
  /** Of the project's episodes. */
  number: number | null;
  /** ISO; when it was published, else when it is due. Null for a draft without a date. */
  date: string | null;
  /** The project's, in which its subscribers read the date; a file that was read names none. */
  timezone?: string;
  summary: string;
  blocks: DocumentBlock[];
  sources: EpisodeSource[];
}

export interface DocumentBlock {
  type: BlockType;
  title: string;
  /** Markdown. */
  content: string;
}

export function documentOf(episode: QueryRow<'episodes.get'>, blocks: readonly DocumentBlock[]): EpisodeDocument {
  return {
    title: episode.title,
    project: episode.project_title,
    number: episode.sequence_number,
    date: episode.published_at ?? episode.scheduled_for,
    timezone: episode.project_timezone,
    summary: episode.summary,
    blocks: blocks.map(({ type, title, content }) => ({ type, title, content })),
    sources: episode.sources,
  };
}

/** A block's own title, where its text does not begin with a heading anyway. */
export function headingOf({ title, content }: DocumentBlock): string | null {
  return title.trim() === '' || /^\s{0,3}#{1,6}\s/.test(content.trimStart()) ? null : title;
}

export function titleOf({ title, number }: EpisodeDocument): string {
  if (title.trim() !== '') return title;
  return number === null ? 'Untitled' : `Episode ${number}`;
}

/** A name that every file system takes: "uk-fintech-07-lending-to-a-van" without signs, in any script. */
export function fileNameOf(document: EpisodeDocument, ending: string): string {
  const number = document.number === null ? '' : `${String(document.number).padStart(2, '0')} `;
  const words = `${number}${titleOf(document)}`.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}]+/gu, '-');
  const most = 80;
  return `${
    [...words]
      .slice(0, most)
      .join('')
      .replace(/^-+|-+$/g, '')
      .toLowerCase() || 'episode'
  }.${ending}`;
}
