import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { NoteStatus } from '../../../shared/ipc/commands.ts';

interface FoldedColumns {
  folded: NoteStatus[];
  toggle: (status: NoteStatus) => void;
}

/** Columns that a person has folded away, on every board; what is archived is, until somebody looks. */
export const useFoldedColumns = create<FoldedColumns>()(
  persist(
    (set) => ({
      folded: ['archived'],
      toggle: (status) =>
        set(({ folded }) => ({
          folded: folded.includes(status) ? folded.filter((other) => other !== status) : [...folded, status],
        })),
    }),
    { name: 'showrunner.board' },
  ),
);
