import { create } from 'zustand';

interface ShortcutSheet {
  isOpen: boolean;
  open: () => void;
  close: () => void;
}

export const useShortcutSheet = create<ShortcutSheet>()((set) => ({
  isOpen: false,
  open: () => set({ isOpen: true }),
  close: () => set({ isOpen: false }),
}));
