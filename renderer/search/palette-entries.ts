import { COMMANDS, type CommandId } from '../../shared/desk/command-table.ts';
import type { QueryRow } from '../../shared/ipc/contract.ts';

export type PaletteEntry = { key: string; section: string; label: string; detail: string } & (
  | { kind: 'command'; command: CommandId; keys: string | null }
  | { kind: 'place'; path: string }
);

type Hit = QueryRow<'search.quick'>;

const FOUND = { project: 'Projects', episode: 'Episodes', note: 'Notes', block: 'In the text' } as const;

/** What the palette lists for what was typed: commands whose label holds every word of it, then what the search found. */
export function paletteEntries(typed: string, hits: readonly Hit[]): PaletteEntry[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const commands = COMMANDS.filter(
    ({ id, label }) => id !== 'palette.open' && words.every((word) => label.toLowerCase().includes(word)),
  ).map(
    (command): PaletteEntry => ({
      kind: 'command',
      key: command.id,
      section: command.section,
      label: command.label,
      detail: '',
      command: command.id,
      keys: 'keys' in command ? command.keys : null,
    }),
  );
  const places = hits.flatMap((hit): PaletteEntry[] => {
    const path = pathOf(hit);
    if (path === null) return [];
    return [
      {
        kind: 'place',
        key: `${hit.kind} ${hit.id}`,
        section: FOUND[hit.kind],
        label: hit.title || 'Untitled',
        detail: hit.snippet,
        path,
      },
    ];
  });
  return words.length === 0 ? commands : [...places, ...commands];
}

function pathOf(hit: Hit): string | null {
  switch (hit.kind) {
    case 'project':
      return `/projects/${hit.id}`;
    case 'episode':
      return `/episodes/${hit.id}`;
    case 'block':
      return hit.episode_id === null ? null : `/episodes/${hit.episode_id}`;
    case 'note':
      return hit.project_id === null ? null : `/projects/${hit.project_id}`;
  }
}
