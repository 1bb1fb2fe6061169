import { createContext, type RefObject, useContext } from 'react';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import type { AskWords, GenerationView } from './generation-view.ts';
import type { whyNothingIsGenerated } from './inactive-project.ts';

/** How the episode on the screen is made, and what can be done about it. */
export interface Generation {
  jobs: readonly QueryRow<'jobs.of_episode'>[];
  view: GenerationView;
  /** What its project's state forbids, and why; null where it is active. */
  whyNot: ReturnType<typeof whyNothingIsGenerated>;
  /** What the button says; null where there is nothing to ask, whatever the project's state. */
  ask: AskWords | null;
  /** Whether it would take the place of a text. */
  replaces: boolean;
  /** Asks for it, after a question where a text would be replaced. Says why where it cannot be asked for. */
  generate: () => void;
  cancel: () => void;
  /** Where the page shows the view; null while the side panel is folded. */
  shown: RefObject<HTMLDivElement | null>;
}

export const GenerationContext = createContext<Generation | null>(null);

/** Of the episode on the screen. */
export function useGeneration(): Generation {
  const generation = useContext(GenerationContext);
  if (generation === null) throw new Error('outside of EpisodeGeneration');
  return generation;
}
