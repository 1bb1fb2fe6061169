import { useMemo } from 'react';
import { keepEdit, readKeptEdit } from './kept-edit.ts';
import { type Editing, useEdit } from './use-edit.ts';

/**
 * A text that exists and is edited: what is typed outlives the form, the page and the window until it is sent or given up, together
 * with what it was to replace.
 *
 * @param present as the store has it; empty for something new
 */
export function useKeptEdit(key: string, present: string): Editing<string> {
  const keeping = useMemo(
    () => ({
      read() {
        const kept = readKeptEdit(key);
        return kept === null ? null : { before: kept.before, value: kept.text };
      },
      keep(edit: { before: string; value: string } | null) {
        keepEdit(key, edit === null ? null : { before: edit.before, text: edit.value });
      },
    }),
    [key],
  );
  return useEdit(present, keeping);
}
