import type { LucideIcon } from 'lucide-react';
import { Link, useRoute } from 'wouter';

interface SidebarLinkProps {
  path: string;
  label: string;
  icon: LucideIcon;
  /** How many things wait there for a person. */
  count?: number;
}

export function SidebarLink({ path, label, icon: Icon, count }: SidebarLinkProps) {
  const [here] = useRoute(path);
  return (
    <Link
      href={path}
      aria-current={here ? 'page' : undefined}
      className={`flex h-7 items-center gap-2 rounded-md px-2 ${here ? 'bg-selected font-medium text-ink' : 'text-soft hover:bg-hover hover:text-ink'}`}
    >
      <Icon size={15} aria-hidden className="shrink-0" />
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {count !== undefined && (
        <span className="rounded-full bg-wait-wash px-1.5 text-[0.6875rem] font-semibold text-wait tabular-nums">
          {count}
        </span>
      )}
    </Link>
  );
}
