import { type CommandId, commandTable, type DeskCommand } from '../../shared/desk/command-table.ts';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import type { PageCommand } from '../commands/page-commands.ts';

export type PaletteEntry = { key: string; section: string; label: string; detail: string; keys: string | null } & (
  | { kind: 'command'; command: CommandId }
  | { kind: 'here'; run: () => void }
  | { kind: 'place'; path: string }
);

type Hit = QueryRow<'search.quick'>;

export interface PaletteSources {
  /** What the search found for the words. */
  hits: readonly Hit[];
  /** Pages that were open, newest first, without the present one. */
  recent: readonly { path: string; title: string }[];
  /** What can be done with the page that is open. */
  here: readonly PageCommand[];
  isAdmin: boolean;
  /** In Electron: there are commands that only the desktop can do. */
  isDesktop: boolean;
}

const FOUND = { project: 'Projects', episode: 'Episodes', note: 'Notes', block: 'In the text' } as const;
const SECTIONS: string[] = ['Make', 'Go to', 'Desk'];
/** Recent pages that are offered before anything is typed: the list must not hide what can be done. */
const RECENT_SHOWN = 6;

/**
 * What the palette lists for what was typed. With nothing typed: what this page can do, where one was lately, and every command.
 * With words: everything whose label holds them all, what is near first, then what the search found, then commands.
 */
export function paletteEntries(typed: string, { hits, recent, here, ...who }: PaletteSources): PaletteEntry[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const holds = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  const ofPage = here
    .filter(({ label, words: others = '' }) => holds(`${label} ${others}`))
    .map(({ id, label, keys = null, run }): PaletteEntry => {
      return { kind: 'here', key: `here ${id}`, section: 'On this page', label, detail: '', keys, run };
    });
  const lately = recent
    .filter(({ title }) => title !== '' && holds(title))
    .slice(0, RECENT_SHOWN)
    .map(({ path, title }): PaletteEntry => {
      return { kind: 'place', key: path, section: 'Recent', label: title, detail: kindOf(path), keys: null, path };
    });
  const commands = commandTable
    .filter((command) => isOffered(command, who) && holds(`${command.label} ${command.words ?? ''}`))
    .map(({ id, section, label, keys = null }): PaletteEntry => {
      return { kind: 'command', key: id, section, label, detail: '', keys, command: id };
    });
  commands.sort((a, b) => SECTIONS.indexOf(a.section) - SECTIONS.indexOf(b.section));
  if (words.length === 0) return [...ofPage, ...lately, ...commands];
  const known = new Set(lately.map(({ key }) => key));
  const found = hits.flatMap((hit) => foundEntry(hit)).filter(({ path }) => !known.has(path));
  return [...ofPage, ...lately, ...found, ...commands];
}

function isOffered({ id, for: whom, only }: DeskCommand, who: Pick<PaletteSources, 'isAdmin' | 'isDesktop'>): boolean {
  return id !== 'palette.open' && (whom !== 'admins' || who.isAdmin) && (only !== 'desktop' || who.isDesktop);
}

function foundEntry(hit: Hit): (PaletteEntry & { path: string })[] {
  const path = pathOf(hit);
  if (path === null) return [];
  return [
    {
      kind: 'place',
      key: `${hit.kind} ${hit.id}`,
      section: FOUND[hit.kind],
      label: hit.title || 'Untitled',
      detail: hit.snippet,
      keys: null,
      path,
    },
  ];
}

function kindOf(path: string): string {
  if (path.startsWith('/episodes/')) return 'Episode';
  return path.startsWith('/projects/') ? 'Project' : '';
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
