import type { QueryRow } from '../../shared/ipc/contract.ts';
import { type MergeRule, WRITABLE_COLUMNS } from '../../shared/sync/columns.ts';
import { columnWords, isMany, valueWords } from './value-words.ts';

type Conflict = Pick<QueryRow<'conflicts.open'>, 'table_name' | 'column_name' | 'mine' | 'theirs' | 'merged' | 'now'>;

const RULES: { readonly [table: string]: { readonly [column: string]: MergeRule } } = WRITABLE_COLUMNS;

/** Merged part by part, as move-column.ts in the engine does it. */
const IN_PARTS: ReadonlySet<MergeRule> = new Set<MergeRule>(['object', 'records', 'sources']);

const ONE = { is: 'is', was: 'was', holds: 'holds', it: 'it' };
const MANY = { is: 'are', was: 'were', holds: 'hold', it: 'them' };

/** What the thing holds since the two met, nobody's work waiting for the decision; and what a decision does where it has moved on. */
export function standingWords(
  { table_name, column_name: column, mine, theirs, merged, now }: Conflict,
  them: string,
): string {
  const what = columnWords(column);
  const words = (value: Conflict['now']) => valueWords(column, value);
  const same = (one: Conflict['now'], other: Conflict['now']) => words(one) === words(other);
  // Without a value, of a thing that is not here any more.
  const hasMovedOn = !same(now, merged) && (now !== null || column === 'deleted_at');
  const { is, was, holds, it } = isMany(column) ? MANY : ONE;
  if (!hasMovedOn) {
    if (column === 'deleted_at') return `Until you decide, it ${merged === null ? 'stays' : 'is in the bin'}.`;
    if (same(merged, theirs)) return `Until you decide, the ${what} ${is} as ${them} has ${it}.`;
    if (same(merged, mine)) return `Until you decide, the ${what} ${is} as you have ${it}.`;
    return `Until you decide, the ${what} ${holds} everything of both that does not clash. Keeping one decides only what does.`;
  }
  if (column === 'deleted_at') return now === null ? 'It was restored since.' : 'It was removed since.';
  const rule = RULES[table_name]?.[column ?? ''];
  if (rule === 'text') return `The ${what} was written on since; what you decide is merged into it.`;
  if (rule !== undefined && IN_PARTS.has(rule)) {
    return `The ${what} ${was} changed since; what you decide is merged into ${it}.`;
  }
  const leaves = same(merged, theirs)
    ? ' Keeping theirs leaves that.'
    : same(merged, mine)
      ? ' Keeping mine leaves that.'
      : '';
  return `The ${what} ${was} changed since, to “${words(now)}”.${leaves}`;
}
