import type { NotePriority, NoteStatus } from '../../../shared/ipc/commands.ts';
import type { QueryRow } from '../../../shared/ipc/contract.ts';
import { STATUSES } from '../note-words.ts';

export type Note = QueryRow<'notes.of_project'>;

export interface BoardColumn {
  status: NoteStatus;
  label: string;
  /** Those that the filter lets through, or that are being edited, in order. */
  shown: Note[];
  /** All of them: places are among these, whatever is shown. */
  all: Note[];
}

export interface BoardFilter {
  text: string;
  /** None chosen: all. */
  priorities: readonly NotePriority[];
}

/**
 * The board of a project's notes, which come in the order of status and place.
 *
 * @param isEdited whether somebody is typing in it here: it stays in sight, wherever it goes meanwhile
 */
export function boardColumns(
  notes: readonly Note[],
  filter: BoardFilter,
  isEdited: (noteId: string) => boolean = () => false,
): BoardColumn[] {
  const passes = filterOf(filter);
  return STATUSES.map(({ status, label }) => {
    const inColumn = notes.filter((note) => note.status === status);
    const all = status === 'incorporated' ? inColumn.toSorted(byEpisode) : inColumn;
    return { status, label, all, shown: all.filter((note) => passes(note) || isEdited(note.id)) };
  });
}

/** Used notes stand with the episode that used them, the newest first. */
function byEpisode(a: Note, b: Note): number {
  return (b.incorporated_in_episode_number ?? 0) - (a.incorporated_in_episode_number ?? 0);
}

/** Every word somewhere in the text or the author's name. */
function filterOf({ text, priorities }: BoardFilter): (note: Note) => boolean {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return (note) => {
    if (priorities.length > 0 && !priorities.includes(note.priority)) return false;
    const haystack = `${note.content} ${note.author_name ?? ''}`.toLocaleLowerCase();
    return words.every((word) => haystack.includes(word));
  };
}
