import { laterPage } from '../page/later-page.tsx';

// The editor is most of the page's script, and drag and drop much of the rest: the frame paints without them.
export const EpisodePage = laterPage(() => import('../episodes/episode-page.tsx'));
export const Board = laterPage(() => import('../planning/board/board.tsx'));
export const ProjectSettings = laterPage(() => import('../projects/settings/project-settings.tsx'));
export const SyncLogPage = laterPage(() => import('../sync-log/sync-log-page.tsx'));
