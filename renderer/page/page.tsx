import { PanelRight } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { useLocation } from 'wouter';
import { useDeskMemory } from '../desk-memory/memory-store.ts';
import { InOwnTask } from './in-own-task.tsx';
import { type Crumb, PageBar } from './page-bar.tsx';
import { SidePanel } from './side-panel.tsx';
import { useKeptScroll } from './use-kept-scroll.ts';

const WIDTHS = {
  /** Forms and lists that are read line by line. */
  narrow: 'mx-auto max-w-3xl px-6 py-7 md:px-8',
  usual: 'mx-auto max-w-5xl px-6 py-7 md:px-8',
  /** Boards, tables, what is compared side by side. */
  wide: 'mx-auto max-w-[96rem] px-6 py-7 md:px-8',
  /** As high as the window, with parts that scroll by themselves. */
  full: 'flex h-[calc(100dvh-2.75rem)] min-h-96 flex-col px-6 pt-6 pb-4 md:px-8 lg:h-full',
  /** The page brings its own margins. */
  bare: '',
} as const;

export interface PageProps {
  /** Of the thing or place; the last crumb, and the window's title. */
  title: string;
  /** The way here from the top, without this page. */
  above?: Crumb[];
  /** A word about the page's state, beside the crumbs. */
  status?: ReactNode;
  /** At the right end of the bar: at most three, the main one last. */
  actions?: ReactNode;
  /** Beside the content, to be resized and folded away; below it where there is no room. */
  panel?: { label: string; content: ReactNode };
  width?: keyof typeof WIDTHS;
  children: ReactNode;
}

/** A page of the desk: the bar with where one is, the content that scrolls (and comes back where it was), a panel beside it. */
export function Page({ title, above = [], status, actions, panel, width = 'usual', children }: PageProps) {
  const [path] = useLocation();
  const visit = useDeskMemory((memory) => memory.visit);
  const isPanelOpen = useDeskMemory((memory) => memory.panel.open);
  const setPanel = useDeskMemory((memory) => memory.setPanel);
  const scroller = useKeptScroll(path);
  useEffect(() => {
    document.title = `${title} · Showrunner`;
    visit(path, title);
  }, [path, title, visit]);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageBar title={title} above={above} status={status}>
        {actions}
        {panel !== undefined && (
          <button
            type="button"
            aria-label={panel.label}
            aria-expanded={isPanelOpen}
            title={panel.label}
            onClick={() => setPanel({ open: !isPanelOpen })}
            className="flex size-7 shrink-0 items-center justify-center rounded-md text-faint hover:bg-hover hover:text-ink aria-expanded:text-soft"
          >
            <PanelRight size={16} aria-hidden />
          </button>
        )}
      </PageBar>
      <div className="min-h-0 flex-1 max-lg:overflow-y-auto lg:flex" ref={scroller.outer}>
        <div className="min-w-0 flex-1 lg:overflow-y-auto" ref={scroller.inner}>
          <div className={WIDTHS[width]}>{children}</div>
        </div>
        {panel !== undefined && isPanelOpen && (
          <SidePanel label={panel.label}>
            <InOwnTask>{panel.content}</InOwnTask>
          </SidePanel>
        )}
      </div>
    </div>
  );
}

/** The page's bar with the title it last had, for the moment until the store has answered. Nothing false, and no spinner. */
export function PageOpening() {
  const [path] = useLocation();
  const title = useDeskMemory((memory) => memory.pages.find((page) => page.path === path)?.title ?? '');
  return (
    <div className="flex h-full flex-col">
      <PageBar title={title} above={[]} />
    </div>
  );
}
