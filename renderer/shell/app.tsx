import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { Toasts } from '../components/toasts.tsx';
import { AttentionPage } from '../conflicts/attention-page.tsx';
import { ConflictsPage } from '../conflicts/conflicts-page.tsx';
import { ProjectPage } from '../projects/project-page.tsx';
import { ProjectsPage } from '../projects/projects-page.tsx';
import { RecoveryBar } from '../recovery/recovery-bar.tsx';
import { CommandPalette } from '../search/command-palette.tsx';
import { SettingsPage } from '../settings/settings-page.tsx';
import { EngineAwayBar } from './engine-away-bar.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { NotFound } from './not-found.tsx';
import { NoticeToasts } from './notice-toasts.tsx';
import { ShortcutKeys } from './shortcut-keys.tsx';
import { Sidebar } from './sidebar.tsx';

// The editor is most of the page's script, and the shell paints without it.
const EpisodePage = lazy(() => import('../episodes/episode-page.tsx'));

export function App() {
  return (
    <div className="grid h-full grid-cols-[15.5rem_minmax(0,1fr)]">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-50 focus:rounded focus:bg-raised focus:p-2"
      >
        Skip to the content
      </a>
      <Sidebar />
      <main id="main" tabIndex={-1} className="relative min-w-0 overflow-y-auto outline-none">
        <EngineAwayBar />
        <RecoveryBar />
        <ErrorBoundary>
          <Suspense fallback={null}>
            <Switch>
              <Route path="/" component={ProjectsPage} />
              <Route path="/projects/:id">{({ id }) => <ProjectPage key={id} id={id} />}</Route>
              <Route path="/episodes/:id">{({ id }) => <EpisodePage key={id} id={id} />}</Route>
              <Route path="/conflicts" component={ConflictsPage} />
              <Route path="/attention" component={AttentionPage} />
              <Route path="/settings" component={SettingsPage} />
              <Route>
                <NotFound />
              </Route>
            </Switch>
          </Suspense>
        </ErrorBoundary>
      </main>
      <CommandPalette />
      <ShortcutKeys />
      <NoticeToasts />
      <Toasts />
    </div>
  );
}
