import { create } from 'zustand';
import { persist } from 'zustand/middleware';

interface Spelling {
  isChecked: boolean;
  toggle: () => void;
}

/**
 * Whether words that a spell checker does not know are underlined in texts; remembered on this machine. On macOS it is the
 * system's; the app for Windows and Linux has Chromium's, with dictionaries that Chromium fetches (docs/security.md); in the browser
 * host it is the browser's.
 */
export const useSpelling = create<Spelling>()(
  persist((set) => ({ isChecked: true, toggle: () => set(({ isChecked }) => ({ isChecked: !isChecked })) }), {
    name: 'showrunner.spelling',
  }),
);
