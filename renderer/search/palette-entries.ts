import { type CommandId, commandTable, type DeskCommand } from '../../shared/desk/command-table.ts';
import type { SearchHit } from '../../shared/ipc/search.ts';
import type { PageCommand } from '../commands/page-commands.ts';
import { hitPath, hitTitle, KIND_WORDS, plainText } from './hit-place.ts';

export type PaletteEntry = { key: string; section: string; label: string; detail: string; keys: string | null } & (
  | { kind: 'command'; command: CommandId }
  | { kind: 'here'; run: () => void }
  | { kind: 'place'; path: string }
);

export interface PaletteSources {
  /** What the search found for the words. */
  hits: readonly SearchHit[];
  /** Pages that were open, newest first, without the present one. */
  recent: readonly { path: string; title: string }[];
  /** What can be done with the page that is open. */
  here: readonly PageCommand[];
  isAdmin: boolean;
  /** In Electron: there are commands that only the desktop can do. */
  isDesktop: boolean;
}

const SECTIONS: string[] = ['Make', 'Go to', 'Desk'];
/** Recent pages that are offered before anything is typed: the list must not hide what can be done. */
const RECENT_SHOWN = 6;

/**
 * What the palette lists for what was typed. With nothing typed: what this page can do, where one was lately, and every command.
 * With words: everything whose label holds them all, what is near first, then commands, then what the search found. What is here
 * at once stands before what comes some milliseconds later: else the answer would push something else under an Enter on its way.
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
  const found = hits.map((hit) => foundEntry(hit)).filter(({ path }) => !known.has(path));
  return [...ofPage, ...lately, ...commands, ...found, searchEntry(typed.trim())];
}

function isOffered({ id, for: whom, only }: DeskCommand, who: Pick<PaletteSources, 'isAdmin' | 'isDesktop'>): boolean {
  return id !== 'palette.open' && (whom !== 'admins' || who.isAdmin) && (only !== 'desktop' || who.isDesktop);
}

function foundEntry(hit: SearchHit): PaletteEntry & { path: string } {
  return {
    kind: 'place',
    key: `${hit.kind} ${hit.id}`,
    section: KIND_WORDS[hit.kind],
    label: hitTitle(hit),
    detail: plainText(hit.snippet),
    keys: null,
    path: hitPath(hit),
  };
}

/** The way from a few hits to all of them, with filters. */
function searchEntry(text: string): PaletteEntry {
  const path = `/search?q=${encodeURIComponent(text)}`;
  return {
    kind: 'place',
    key: 'search',
    section: 'Search',
    label: `Search everything for “${text}”`,
    detail: '',
    keys: null,
    path,
  };
}

function kindOf(path: string): string {
  if (path.startsWith('/episodes/')) return 'Episode';
  return path.startsWith('/projects/') ? 'Project' : '';
}
