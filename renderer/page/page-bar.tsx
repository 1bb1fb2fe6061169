import { ArrowLeft, ArrowRight, PanelLeft } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useFocusBack } from '../components/use-focus-back.ts';
import { useSidebar } from '../shell/use-sidebar.ts';
import { useHistoryEnds } from './use-history-ends.ts';

export interface Crumb {
  label: string;
  href: string;
}

const ICON_BUTTON =
  'flex size-7 shrink-0 items-center justify-center rounded-md text-soft hover:bg-hover hover:text-ink disabled:text-faint disabled:opacity-50 disabled:hover:bg-transparent';

interface PageBarProps {
  title: string;
  above: Crumb[];
  status?: ReactNode;
  children?: ReactNode;
}

/** One line at the top of every page: back and forward, the way here, and what can be done. */
export function PageBar({ title, above, status, children }: PageBarProps) {
  const sidebar = useSidebar();
  const opener = useFocusBack<HTMLButtonElement>(sidebar.isShown);
  const { canGoBack, canGoForward } = useHistoryEnds();
  return (
    <header className="flex h-11 shrink-0 items-center gap-1 border-b border-line px-3">
      {!sidebar.isShown && (
        <button
          ref={opener}
          type="button"
          aria-label="Show the sidebar"
          title="Show the sidebar"
          onClick={sidebar.toggle}
          className={ICON_BUTTON}
        >
          <PanelLeft size={16} aria-hidden />
        </button>
      )}
      <button
        type="button"
        aria-label="Back"
        title="Back"
        disabled={!canGoBack}
        onClick={() => window.history.back()}
        className={ICON_BUTTON}
      >
        <ArrowLeft size={16} aria-hidden />
      </button>
      <button
        type="button"
        aria-label="Forward"
        title="Forward"
        disabled={!canGoForward}
        onClick={() => window.history.forward()}
        className={ICON_BUTTON}
      >
        <ArrowRight size={16} aria-hidden />
      </button>
      <nav aria-label="Where this is" className="ml-1.5 flex min-w-0 items-center gap-1.5 text-[0.8125rem]">
        {above.map((crumb) => (
          <Fragment key={crumb.href}>
            <Link
              href={crumb.href}
              dir="auto"
              className="max-w-64 min-w-0 shrink truncate rounded text-soft hover:text-ink max-md:hidden"
            >
              {crumb.label}
            </Link>
            <span aria-hidden className="text-faint max-md:hidden">
              /
            </span>
          </Fragment>
        ))}
        <span aria-current="page" dir="auto" className="min-w-0 truncate font-medium">
          {title}
        </span>
      </nav>
      {status !== undefined && <div className="ml-2 flex min-w-0 items-center gap-2 text-xs text-faint">{status}</div>}
      <div className="ml-auto flex shrink-0 items-center gap-1.5 pl-3">{children}</div>
    </header>
  );
}
