import { PanelLeft, Search, Settings } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Link, useLocation } from 'wouter';
import { chordWords, isMac } from '../commands/key-chords.ts';
import { ResizeHandle } from '../components/resize-handle.tsx';
import { DemoLine } from '../connect/demo-line.tsx';
import { useDeskMemory } from '../desk-memory/memory-store.ts';
import { usePalette } from '../search/palette-store.ts';
import { SyncBadge } from '../sync-badge/sync-badge.tsx';
import { Tour } from '../tour/tour.tsx';
import { placesFor } from './places.ts';
import { SidebarAttention } from './sidebar-attention.tsx';
import { SidebarLink } from './sidebar-link.tsx';
import { SidebarProjects } from './sidebar-projects.tsx';
import { useFrameNames } from './use-frame-names.ts';
import { useSheetFocus } from './use-sheet-focus.ts';
import { useSidebar } from './use-sidebar.ts';

const WIDTH = { usual: 264, least: 208, most: 420 };

/** Where one can go, what needs a person, and the truth about sync. Over the page where there is no room beside it. */
export function Sidebar() {
  const { isShown, isNarrow, toggle, leave } = useSidebar();
  const { organization, user, role } = useFrameNames();
  const openPalette = usePalette((palette) => palette.open);
  const width = useDeskMemory((memory) => memory.sidebar.width) ?? WIDTH.usual;
  const setSidebar = useDeskMemory((memory) => memory.setSidebar);
  const element = useRef<HTMLElement>(null);
  const [location] = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page was chosen
  useEffect(leave, [location]);
  useSheetFocus(element, isShown && isNarrow);
  if (!isShown) return null;
  const places = placesFor(role);
  const group = (wanted: (typeof places)[number]['group']) =>
    places.filter((place) => place.group === wanted).map((place) => <SidebarLink key={place.path} {...place} />);
  return (
    <>
      {isNarrow && (
        <button
          type="button"
          // For the mouse; keys have Escape, and the button in the sidebar itself.
          tabIndex={-1}
          aria-label="Close the sidebar"
          onClick={leave}
          className="fixed inset-0 z-30 cursor-default bg-black/30"
        />
      )}
      <nav
        ref={element}
        aria-label="Desk"
        style={{ '--sidebar-width': `${width}px` }}
        onKeyDown={(event) => {
          if (isNarrow && event.key === 'Escape') leave();
        }}
        className="flex h-full min-h-0 w-(--sidebar-width) shrink-0 flex-col bg-sunken max-md:fixed max-md:inset-y-0 max-md:left-0 max-md:z-30 max-md:w-72 max-md:overflow-y-auto max-md:shadow-raised"
      >
        <div className="flex h-14 shrink-0 items-center gap-1 pr-2 pl-4">
          <div className="min-w-0 flex-1 leading-tight">
            <p dir="auto" className="truncate text-[0.9375rem] font-semibold tracking-tight">
              {organization}
            </p>
            <p dir="auto" className="truncate text-xs text-faint">
              {user}
            </p>
          </div>
          <button
            type="button"
            aria-label="Hide the sidebar"
            title="Hide the sidebar"
            onClick={toggle}
            className="flex size-7 shrink-0 items-center justify-center rounded-md text-faint hover:bg-hover hover:text-ink"
          >
            <PanelLeft size={16} aria-hidden />
          </button>
        </div>
        <div className="flex shrink-0 flex-col gap-px px-2">
          <button
            type="button"
            onClick={() => openPalette()}
            className="mb-1.5 flex h-8 items-center gap-2 rounded-md border border-line bg-raised px-2 text-soft hover:border-line-strong hover:text-ink"
          >
            <Search size={15} aria-hidden />
            <span className="flex-1 truncate text-left">Search or do…</span>
            <kbd className="font-sans text-[0.6875rem] text-faint">
              {chordWords('Mod+K', isMac(navigator.platform))}
            </kbd>
          </button>
          {group('work')}
        </div>
        <SidebarAttention />
        <SidebarProjects />
        <Tour />
        <div className="flex shrink-0 flex-col gap-px border-t border-line px-2 py-1.5">
          {group('organisation')}
          {group('desk')}
        </div>
        <DemoLine />
        <div className="flex shrink-0 items-center gap-1 border-t border-line p-2">
          <SyncBadge />
          <Link
            href="/settings"
            aria-label="Settings"
            title="Settings"
            aria-current={location === '/settings' ? 'page' : undefined}
            className="flex size-8 shrink-0 items-center justify-center rounded-md text-faint hover:bg-hover hover:text-ink aria-[current=page]:bg-selected aria-[current=page]:text-ink"
          >
            <Settings size={16} aria-hidden />
          </Link>
        </div>
      </nav>
      <ResizeHandle
        label="Width of the sidebar"
        className="max-md:hidden"
        grows="right"
        range={WIDTH}
        width={width}
        onDrag={(dragged) => element.current?.style.setProperty('--sidebar-width', `${dragged}px`)}
        onWidth={(next) => setSidebar({ width: next })}
      />
    </>
  );
}
