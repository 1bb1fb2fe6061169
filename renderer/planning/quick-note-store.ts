import { create } from 'zustand';
import { persist } from 'zustand/middleware';

interface QuickNote {
  isOpen: boolean;
  /** The project that the last note was for: most notes of a day are for one. */
  projectId: string | null;
  open: () => void;
  close: () => void;
  choose: (projectId: string) => void;
}

export const useQuickNote = create<QuickNote>()(
  persist(
    (set) => ({
      isOpen: false,
      projectId: null,
      open: () => set({ isOpen: true }),
      close: () => set({ isOpen: false }),
      choose: (projectId) => set({ projectId }),
    }),
    { name: 'showrunner.quick-note', partialize: ({ projectId }) => ({ projectId }) },
  ),
);
