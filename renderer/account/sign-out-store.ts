import { create } from 'zustand';

interface SignOut {
  isOpen: boolean;
  open: () => void;
  close: () => void;
}

/** Whether somebody is on the way out; asked from the settings, the palette and the lock. */
export const useSignOut = create<SignOut>()((set) => ({
  isOpen: false,
  open: () => set({ isOpen: true }),
  close: () => set({ isOpen: false }),
}));
