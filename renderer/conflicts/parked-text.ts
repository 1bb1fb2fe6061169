import type { QueryRow } from '../../shared/ipc/contract.ts';

type ParkedRow = QueryRow<'attention.list'>;

/** What a person wrote, and in which column it stands. */
export interface EditableText {
  column: string;
  text: string;
}

/** Columns that hold what a person wrote, the longest kind first. */
const WRITTEN = ['content', 'onboarding_brief', 'summary', 'title'] as const;
/** Tables whose written columns a command can change. */
const EDITABLE = new Set(['projects', 'episodes', 'blocks', 'planning_notes']);

/** What the person typed, without the columns that are ours; what cannot be read as text is shown as data. */
export function typedText(patch: ParkedRow['patch']): string {
  const texts = [...WRITTEN]
    .reverse()
    .map((column) => patch[column])
    .filter((value): value is string => typeof value === 'string' && value !== '');
  if (texts.length > 0) return texts.join('\n\n');
  return Object.keys(patch).length === 0 ? '' : JSON.stringify(patch, null, 2);
}

/** The text of a refused edit that can be changed before it is sent again; null where there is none. */
export function editableText({ op, table_name, patch }: ParkedRow): EditableText | null {
  if (op === 'delete' || !EDITABLE.has(table_name)) return null;
  for (const column of WRITTEN) {
    const text = patch[column];
    if (typeof text === 'string' && text !== '') return { column, text };
  }
  return null;
}
