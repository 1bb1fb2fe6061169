import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { idleStorage } from './idle-storage.ts';

/** Pages whose scroll position and title are kept; the oldest go first. */
const MOST_PAGES = 200;

/** A page that was open: where it was scrolled to, and its title as last shown. */
export interface PageMemory {
  path: string;
  title: string;
  scroll: number;
}

/** What this desk remembers of its own looks, and the names in its frame; nothing that the store does not have too. */
export interface DeskMemory {
  /** Whose pages and names these are: user and organisation. Somebody else begins anew. */
  owner: string | null;
  /** The page that is open, query included. */
  path: string;
  /** Newest first. */
  pages: PageMemory[];
  /** Widths in pixels; null is the default. */
  sidebar: { open: boolean; width: number | null };
  panel: { open: boolean; width: number | null };
  /** Names for the frame until the store has told the present ones. */
  names: { organization: string; user: string; projects: { id: string; title: string }[] } | null;
}

interface DeskMemoryStore extends DeskMemory {
  visit: (path: string, title: string) => void;
  scrolled: (path: string, scroll: number) => void;
  setSidebar: (sidebar: Partial<DeskMemory['sidebar']>) => void;
  setPanel: (panel: Partial<DeskMemory['panel']>) => void;
  /** What was open before the focus mode folded it. Not kept: a window that is closed or dies in it opens as it was before. */
  unfolded: { sidebar: boolean; panel: boolean } | null;
  fold: () => void;
  unfold: () => void;
  /** Names as the store has them. Pages of another owner are forgotten. */
  setNames: (owner: string, names: DeskMemory['names']) => void;
  /** Whose it is, their names, and what they had open; the widths stay, they are the machine's. */
  forget: () => void;
}

export const useDeskMemory = create<DeskMemoryStore>()(
  persist(
    (set) => ({
      owner: null,
      path: '/',
      pages: [],
      sidebar: { open: true, width: null },
      panel: { open: true, width: null },
      names: null,
      visit: (path, title) =>
        set(({ pages }) => {
          const before = pages.find((page) => page.path === path);
          const page = { path, title: title === '' ? (before?.title ?? '') : title, scroll: before?.scroll ?? 0 };
          return { path, pages: [page, ...pages.filter((other) => other !== before)].slice(0, MOST_PAGES) };
        }),
      scrolled: (path, scroll) =>
        set(({ pages }) => ({ pages: pages.map((page) => (page.path === path ? { ...page, scroll } : page)) })),
      setSidebar: (sidebar) => set((memory) => ({ sidebar: { ...memory.sidebar, ...sidebar } })),
      setPanel: (panel) => set((memory) => ({ panel: { ...memory.panel, ...panel } })),
      unfolded: null,
      fold: () =>
        set(({ sidebar, panel }) => ({
          unfolded: { sidebar: sidebar.open, panel: panel.open },
          sidebar: { ...sidebar, open: false },
          panel: { ...panel, open: false },
        })),
      unfold: () => set((memory) => ({ ...asUnfolded(memory), unfolded: null })),
      forget: () => set({ owner: null, path: '/', pages: [], names: null }),
      setNames: (owner, names) =>
        set((memory) => ({ owner, names, pages: [null, owner].includes(memory.owner) ? memory.pages : [] })),
    }),
    {
      name: 'showrunner.desk',
      version: 1,
      storage: idleStorage(window),
      partialize: ({ unfolded, ...memory }) => ({ ...memory, ...asUnfolded({ ...memory, unfolded }) }),
    },
  ),
);

function asUnfolded({
  unfolded,
  sidebar,
  panel,
}: Pick<DeskMemoryStore, 'unfolded' | 'sidebar' | 'panel'>): Pick<DeskMemory, 'sidebar' | 'panel'> {
  if (unfolded === null) return { sidebar, panel };
  return { sidebar: { ...sidebar, open: unfolded.sidebar }, panel: { ...panel, open: unfolded.panel } };
}
