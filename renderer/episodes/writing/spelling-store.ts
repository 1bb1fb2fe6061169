import { create } from 'zustand';
import { persist } from 'zustand/middleware';

interface Spelling {
  isChecked: boolean;
  toggle: () => void;
}

/** Whether the system's spell checker underlines words in texts; remembered on this machine. */
export const useSpelling = create<Spelling>()(
  persist((set) => ({ isChecked: true, toggle: () => set(({ isChecked }) => ({ isChecked: !isChecked })) }), {
    name: 'showrunner.spelling',
  }),
);
