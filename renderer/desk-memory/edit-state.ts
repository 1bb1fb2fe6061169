/** What is being put in place of a value that exists. */
export interface Edit<T> {
  /** What stood there when it was begun. */
  before: T;
  value: T;
}

/** A field in which something that exists is edited, while somebody else may change the same. */
export interface EditState<T> {
  /** Null while nothing was typed: the field follows what stands in the store. */
  edit: Edit<T> | null;
  /** What a command has put in its place, until the live rows say so: its answer comes before them. */
  taken: { from: T; to: T } | null;
}

/** What stands in the store, `present` being what the rows say. */
export function standing<T>({ taken }: EditState<T>, present: T): T {
  return taken !== null && same(taken.from, present) ? taken.to : present;
}

/** The state without what has come to its end: rows that have arrived, and an edit that would change nothing. */
export function settled<T>(state: EditState<T>, present: T): EditState<T> {
  const stands = standing(state, present);
  const taken = state.taken !== null && same(state.taken.from, present) ? state.taken : null;
  const isIdle = state.edit !== null && (same(state.edit.value, state.edit.before) || same(state.edit.value, stands));
  const edit = isIdle ? null : state.edit;
  return taken === state.taken && edit === state.edit ? state : { edit, taken };
}

/** `before` stays what it was when the typing began. */
export function typed<T>(state: EditState<T>, present: T, value: T): EditState<T> {
  const before = state.edit === null ? standing(state, present) : state.edit.before;
  return settled({ ...state, edit: { before, value } }, present);
}

/**
 * After a command that was given while `value` stood in the field.
 *
 * @param stored what the store has now; undefined when there was nothing to send
 */
export function saved<T>(state: EditState<T>, present: T, value: T, stored: T | undefined): EditState<T> {
  const taken = stored === undefined ? state.taken : { from: present, to: stored };
  if (state.edit === null || same(state.edit.value, value)) return settled({ edit: null, taken }, present);
  // It was typed on while the command was being done.
  return settled({ edit: { ...state.edit, ...(stored !== undefined && { before: stored }) }, taken }, present);
}

/** Nothing typed; typed; or typed while somebody else has put something else in the place of what was there. */
export type EditStage = 'untouched' | 'edited' | 'overtaken';

export function stageOf<T>(state: EditState<T>, present: T): EditStage {
  if (state.edit === null) return 'untouched';
  return same(state.edit.before, standing(state, present)) ? 'edited' : 'overtaken';
}

/** Rows come anew with every change: two values are the same when they say the same. */
function same<T>(a: T, b: T): boolean {
  return a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));
}
