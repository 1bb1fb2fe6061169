import { useEffect, useRef } from 'react';
import { create } from 'zustand';

/** Something that can be done with what is on the screen: listed first in the palette, and in the shortcut sheet, while it is. */
export interface PageCommand {
  id: string;
  label: string;
  /** As in the command table. */
  keys?: string;
  /** Other words that people type for it. */
  words?: string;
  /**
   * Where the keys are pressed, if not anywhere on the page: in a field, which listens for them itself; only while nobody types,
   * since they mean something else in a text; or in the text of an episode too, but in no field of a form, which has its own Enter.
   */
  keysIn?: 'field' | 'outside-text' | 'outside-forms';
  run: () => void;
}

/** Where a key was pressed: the text of an episode and the field of a form are both typed in. */
export type KeyPlace = 'page' | 'text' | 'form';

/** Whether its keys count where they were pressed. */
export function isHeardIn({ keysIn }: Pick<PageCommand, 'keysIn'>, place: KeyPlace): boolean {
  if (keysIn === undefined) return true;
  switch (keysIn) {
    case 'field':
      return false;
    case 'outside-text':
      return place === 'page';
    case 'outside-forms':
      return place !== 'form';
  }
}

interface PageCommands {
  groups: { owner: symbol; commands: readonly PageCommand[] }[];
}

export const usePageCommandStore = create<PageCommands>()(() => ({ groups: [] }));

/** The commands of what is on the screen now. */
export function pageCommands({ groups }: PageCommands): PageCommand[] {
  return groups.flatMap(({ commands }) => commands);
}

/** Offers `commands` for as long as the component is on the screen. They may close over the present state: the latest run. */
export function usePageCommands(commands: readonly PageCommand[]): void {
  const latest = useRef(commands);
  latest.current = commands;
  const shape = JSON.stringify(commands.map(({ run: _, ...command }) => command));
  useEffect(() => {
    const owner = Symbol('page commands');
    const offered = (JSON.parse(shape) as Omit<PageCommand, 'run'>[]).map((command) => ({
      ...command,
      run: () => latest.current.find(({ id }) => id === command.id)?.run(),
    }));
    usePageCommandStore.setState(({ groups }) => ({ groups: [...groups, { owner, commands: offered }] }));
    return () => {
      usePageCommandStore.setState(({ groups }) => ({ groups: groups.filter((group) => group.owner !== owner) }));
    };
  }, [shape]);
}
