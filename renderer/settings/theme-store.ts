import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export type ThemeChoice = 'system' | 'light' | 'dark';

interface Theme {
  choice: ThemeChoice;
  choose: (choice: ThemeChoice) => void;
}

export const useTheme = create<Theme>()(
  persist((set) => ({ choice: 'system', choose: (choice) => set({ choice }) }), {
    name: 'showrunner.theme',
    partialize: ({ choice }) => ({ choice }),
  }),
);

/** Keeps the page in the chosen theme, or the system's. Returns how to stop. */
export function applyTheme(root: HTMLElement, page: Window): () => void {
  const dark = page.matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const { choice } = useTheme.getState();
    root.dataset.theme = choice === 'system' ? (dark.matches ? 'dark' : 'light') : choice;
  };
  apply();
  dark.addEventListener('change', apply);
  const stop = useTheme.subscribe(apply);
  return () => {
    dark.removeEventListener('change', apply);
    stop();
  };
}
