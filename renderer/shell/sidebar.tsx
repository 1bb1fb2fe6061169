import { AlertTriangle, GitMerge, LayoutGrid, Search, Settings } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useLocation, useRoute } from 'wouter';
import { useEngineLink } from '../engine-port/engine-context.ts';
import { useRows } from '../engine-port/use-live-query.ts';
import { ProjectLink } from '../projects/project-link.tsx';
import { usePalette } from '../search/palette-store.ts';
import { SyncBadge } from '../sync-badge/sync-badge.tsx';

export function Sidebar() {
  const projects = useRows('projects.list', {});
  const link = useEngineLink();
  const openPalette = usePalette((palette) => palette.open);
  const known = link.state === 'connecting' ? null : link;
  const attention = known?.status?.attention_count ?? 0;
  const conflicts = known?.status?.open_conflict_count ?? 0;
  const active = projects.filter((project) => project.status !== 'ARCHIVED');
  return (
    <nav aria-label="Desk" className="flex min-h-0 flex-col border-r border-line bg-sunken">
      <div className="px-3 pt-3 pb-2">
        <p className="truncate px-2 text-[0.9375rem] font-semibold tracking-tight">
          {known?.session?.organization.name ?? 'Showrunner'}
        </p>
        <p className="truncate px-2 text-xs text-faint">{known?.session?.user.name ?? ' '}</p>
      </div>
      <div className="flex flex-col gap-0.5 px-2">
        <button
          type="button"
          onClick={() => openPalette()}
          className="flex h-8 items-center gap-2 rounded-md px-2 text-soft transition-colors hover:bg-hover hover:text-ink"
        >
          <Search size={15} aria-hidden />
          <span className="flex-1 text-left">Search or do…</span>
          <kbd className="font-sans text-[0.6875rem] text-faint">Ctrl K</kbd>
        </button>
        <NavigationLink href="/" icon={<LayoutGrid size={15} aria-hidden />} label="Projects" />
        {conflicts > 0 && (
          <NavigationLink
            href="/conflicts"
            icon={<GitMerge size={15} aria-hidden />}
            label="Conflicts"
            count={conflicts}
          />
        )}
        {attention > 0 && (
          <NavigationLink
            href="/attention"
            icon={<AlertTriangle size={15} aria-hidden />}
            label="Needs attention"
            count={attention}
          />
        )}
      </div>
      <h2 className="px-4 pt-5 pb-1 text-[0.6875rem] font-semibold text-faint">Projects</h2>
      <ul className="min-h-0 flex-1 overflow-y-auto px-2 pb-2">
        {active.map((project) => (
          <li key={project.id}>
            <ProjectLink project={project} />
          </li>
        ))}
      </ul>
      <div className="flex items-center gap-1 border-t border-line p-2">
        <SyncBadge />
        <SettingsLink />
      </div>
    </nav>
  );
}

function NavigationLink(props: { href: string; icon: ReactNode; label: string; count?: number }) {
  const [here] = useRoute(props.href);
  return (
    <Link
      href={props.href}
      aria-current={here ? 'page' : undefined}
      className={`flex h-8 items-center gap-2 rounded-md px-2 transition-colors ${here ? 'bg-selected font-medium text-ink' : 'text-soft hover:bg-hover hover:text-ink'}`}
    >
      {props.icon}
      <span className="flex-1">{props.label}</span>
      {props.count !== undefined && (
        <span className="rounded-full bg-wait-wash px-1.5 text-[0.6875rem] font-semibold text-wait">{props.count}</span>
      )}
    </Link>
  );
}

function SettingsLink() {
  const [location] = useLocation();
  return (
    <Link
      href="/settings"
      aria-label="Settings"
      aria-current={location === '/settings' ? 'page' : undefined}
      className="flex h-8 w-8 shrink-0 items-center justify-center rounded-md text-faint transition-colors hover:bg-hover hover:text-ink"
    >
      <Settings size={16} aria-hidden />
    </Link>
  );
}
