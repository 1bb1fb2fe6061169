import type { SearchHit, SearchKind, SearchPiece } from '../../shared/ipc/search.ts';

export const KIND_WORDS: Record<SearchKind, string> = {
  project: 'Projects',
  episode: 'Episodes',
  block: 'In the text',
  note: 'Notes',
};

/** Where a hit leads: a text to its episode, a note to its project. */
export function hitPath({ kind, id, episode_id, project_id }: SearchHit): string {
  switch (kind) {
    case 'project':
      return `/projects/${id}`;
    case 'episode':
      return `/episodes/${id}`;
    case 'block':
      return `/episodes/${episode_id ?? ''}`;
    case 'note':
      return `/projects/${project_id}`;
  }
}

export function plainText(pieces: readonly SearchPiece[]): string {
  return pieces.map(({ text }) => text).join('');
}

/** A note has no title of its own. */
export function hitTitle(hit: SearchHit): string {
  const title = plainText(hit.title);
  if (title !== '') return title;
  return hit.kind === 'note' ? hit.project_title : 'Untitled';
}
