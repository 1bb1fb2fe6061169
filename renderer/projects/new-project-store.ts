import { create } from 'zustand';

interface NewProject {
  isOpen: boolean;
  open: () => void;
  close: () => void;
}

export const useNewProject = create<NewProject>()((set) => ({
  isOpen: false,
  open: () => set({ isOpen: true }),
  close: () => set({ isOpen: false }),
}));
