import { useEffect, useRef, useState } from 'react';
import { type Edit, type EditStage, type EditState, saved, settled, stageOf, standing, typed } from './edit-state.ts';

export interface Editing<T> {
  /** What the field shows. */
  value: T;
  /** What stood there when the typing began; what stands there now while nothing was typed. */
  before: T;
  stage: EditStage;
  change: (value: T) => void;
  /**
   * To be called when a command was done, by whoever gave it.
   *
   * @param stored what the store has now in this place; undefined when there was nothing to send
   * @param given what stood in the field when the command was given; without it, what stood there when this was drawn
   * @returns whether nothing was typed since: the form has done its work
   */
  saved: (stored: T | undefined, given?: T) => boolean;
  /** It is given up: the field shows what stands there. */
  forget: () => void;
  /** What was being typed elsewhere goes on here, unless something is typed here already. */
  resume: (edit: Edit<T>) => void;
}

interface Keeping<T> {
  read: () => Edit<T> | null;
  keep: (edit: Edit<T> | null) => void;
}

const NOT_KEPT = { read: () => null, keep: () => {} };

/**
 * A field in which something that exists is edited. It follows `present` until something is typed, and then knows what that is to
 * replace.
 *
 * @param keeping where it outlives the form, the same for as long as the form is open
 */
export function useEdit<T>(present: T, keeping: Keeping<T> = NOT_KEPT): Editing<T> {
  const [held, setState] = useState<EditState<T>>(() => ({ edit: keeping.read(), taken: null }));
  const state = settled(held, present);
  if (state !== held) setState(state);
  // An answer finds what was typed, and which rows came, since its command was given.
  const latest = useRef({ state, present });
  latest.current = { state, present };
  const { keep } = keeping;
  const isUntouched = state.edit === null;
  useEffect(() => {
    if (isUntouched) keep(null);
  }, [isUntouched, keep]);
  const become = (next: EditState<T>) => {
    latest.current.state = next;
    setState(next);
    // At once: a form that closes with this has no effects any more.
    keep(next.edit);
  };
  const stands = standing(state, present);
  const value = state.edit === null ? stands : state.edit.value;
  return {
    value,
    before: state.edit === null ? stands : state.edit.before,
    stage: stageOf(state, present),
    change: (next) => become(typed(latest.current.state, latest.current.present, next)),
    saved(stored, given = value) {
      const { state: now, present: rows } = latest.current;
      if (!isUntouched || now.edit !== null) become(saved(now, rows, given, stored));
      return latest.current.state.edit === null;
    },
    forget: () => become({ ...latest.current.state, edit: null }),
    resume(edit) {
      const { state: now, present: rows } = latest.current;
      if (now.edit === null) become(settled({ ...now, edit }, rows));
    },
  };
}
