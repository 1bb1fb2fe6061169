import { useSyncExternalStore } from 'react';
import { create } from 'zustand';
import { useDeskMemory } from '../desk-memory/memory-store.ts';

/** Narrower than this (a small window, or 200 % zoom) the sidebar lies over the page and is called when needed. */
const NARROW = '(width < 48rem)';

/** The sidebar over a narrow page; not remembered, since it is in the way. */
const useSheet = create<{ isOpen: boolean }>()(() => ({ isOpen: false }));

const subscribe = (changed: () => void): (() => void) => {
  const narrow = window.matchMedia(NARROW);
  narrow.addEventListener('change', changed);
  return () => narrow.removeEventListener('change', changed);
};

export interface SidebarState {
  isShown: boolean;
  isNarrow: boolean;
  toggle: () => void;
  /** Puts it away where it lies over the page. */
  leave: () => void;
}

export function useSidebar(): SidebarState {
  const isNarrow = useSyncExternalStore(subscribe, () => window.matchMedia(NARROW).matches);
  const isSheetOpen = useSheet(({ isOpen }) => isOpen);
  const isOpen = useDeskMemory((memory) => memory.sidebar.open);
  return { isShown: isNarrow ? isSheetOpen : isOpen, isNarrow, toggle: toggleSidebar, leave: leaveSheet };
}

export function toggleSidebar(): void {
  if (window.matchMedia(NARROW).matches) useSheet.setState(({ isOpen }) => ({ isOpen: !isOpen }));
  else useDeskMemory.getState().setSidebar({ open: !useDeskMemory.getState().sidebar.open });
}

function leaveSheet(): void {
  useSheet.setState({ isOpen: false });
}
