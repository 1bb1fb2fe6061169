import { useEffect } from 'react';
import { create } from 'zustand';
import type { CommandId } from '../../shared/desk/command-table.ts';

type Runs = { readonly [Id in CommandId]?: () => void };

interface EpisodeCommands {
  /** What the open page can do now, by command; none while no such page is open. */
  runs: readonly Runs[];
}

export const episodeCommands = create<EpisodeCommands>()(() => ({ runs: [] }));

/** Offers commands of the table for as long as the component is on the screen. */
export function useEpisodeCommands(runs: Runs): void {
  useEffect(() => {
    episodeCommands.setState((all) => ({ runs: [...all.runs, runs] }));
    return () => episodeCommands.setState((all) => ({ runs: all.runs.filter((some) => some !== runs) }));
  }, [runs]);
}

/** False when nothing that is open can do it. */
export function runEpisodeCommand(id: CommandId): boolean {
  const run = episodeCommands.getState().runs.findLast((some) => some[id] !== undefined)?.[id];
  run?.();
  return run !== undefined;
}
