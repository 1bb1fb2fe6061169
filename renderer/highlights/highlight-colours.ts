import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { HighlightColour } from '../../shared/ipc/commands.ts';

export const HIGHLIGHT_COLOURS: readonly { colour: HighlightColour; label: string }[] = [
  { colour: 'yellow', label: 'Yellow' },
  { colour: 'green', label: 'Green' },
  { colour: 'blue', label: 'Blue' },
  { colour: 'pink', label: 'Pink' },
];

interface LastColour {
  colour: HighlightColour;
  choose: (colour: HighlightColour) => void;
}

/** The colour of the next highlight: the one that was chosen last. */
export const useLastColour = create<LastColour>()(
  persist((set) => ({ colour: 'yellow', choose: (colour) => set({ colour }) }), {
    name: 'showrunner.highlight-colour',
    version: 1,
  }),
);
