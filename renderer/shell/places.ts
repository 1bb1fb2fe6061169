import {
  ChartColumn,
  HardDrive,
  LayoutGrid,
  type LucideIcon,
  MessageSquare,
  ScrollText,
  Sparkles,
  TextSearch,
  Trash2,
} from 'lucide-react';
import type { ComponentType } from 'react';
import { type LaterPage, laterPage } from '../page/later-page.tsx';
import { ProjectsPage } from '../projects/projects-page.tsx';
import { BinPage } from '../settings/bin-page.tsx';

/** A page that stands by itself: it has a route and a line in the sidebar. Pages of a thing (a project) have a route only. */
export interface Place {
  path: string;
  label: string;
  icon: LucideIcon;
  /** `laterPage(() => import(...))` for all but the smallest: the frame paints without it. */
  page: ComponentType | LaterPage<object>;
  /** Where in the sidebar: above the projects, or below them. */
  group: 'work' | 'organisation' | 'desk';
  /** Others do not see it; that the cloud refuses them is decided there. */
  for?: 'admins';
}

/** In the order of the sidebar. */
export const PLACES: Place[] = [
  { path: '/', label: 'Projects', icon: LayoutGrid, page: ProjectsPage, group: 'work' },
  {
    path: '/search',
    label: 'Search',
    icon: TextSearch,
    page: laterPage(() => import('../search/search-page.tsx')),
    group: 'work',
  },
  {
    path: '/generation',
    label: 'Generation',
    icon: Sparkles,
    page: laterPage(() => import('../generation/queue/generation-page.tsx')),
    group: 'work',
  },
  {
    path: '/chat',
    label: 'Chat',
    icon: MessageSquare,
    page: laterPage(() => import('../chat/chat-page.tsx')),
    group: 'work',
  },
  {
    path: '/usage',
    label: 'Usage',
    icon: ChartColumn,
    page: laterPage(() => import('../usage/usage-page.tsx')),
    group: 'organisation',
  },
  {
    path: '/activity',
    label: 'Activity',
    icon: ScrollText,
    page: laterPage(() => import('../activity/activity-page.tsx')),
    group: 'organisation',
    for: 'admins',
  },
  {
    path: '/data',
    label: 'Data',
    icon: HardDrive,
    page: laterPage(() => import('../data/data-page.tsx')),
    group: 'desk',
  },
  { path: '/bin', label: 'Bin', icon: Trash2, page: BinPage, group: 'desk' },
];

export function placesFor(role: 'OWNER' | 'ADMIN' | 'MEMBER' | null): Place[] {
  return PLACES.filter((place) => place.for !== 'admins' || role === 'OWNER' || role === 'ADMIN');
}
