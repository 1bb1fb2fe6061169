import { Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { AttentionPage } from '../conflicts/attention-page.tsx';
import { ConflictsPage } from '../conflicts/conflicts-page.tsx';
import { ConnectPage } from '../connect/connect-page.tsx';
import { DesktopWishes } from '../desktop/desktop-wishes.tsx';
import { EngineStopped } from '../desktop/engine-stopped.tsx';
import { UpdateBar } from '../desktop/update-bar.tsx';
import { LeftDrafts } from '../episodes/left-drafts.ts';
import { PageOpening } from '../page/page.tsx';
import { QuickNoteDialog } from '../planning/quick-note-dialog.tsx';
import { ProjectPage } from '../projects/project-page.tsx';
import { RecoveryBar } from '../recovery/recovery-bar.tsx';
import { CommandPalette } from '../search/command-palette.tsx';
import { SettingsPage } from '../settings/settings-page.tsx';
import { EngineAwayBar } from './engine-away-bar.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { EpisodePage, SyncLogPage } from './later-pages.ts';
import { NotFound } from './not-found.tsx';
import { NoticeToasts } from './notice-toasts.tsx';
import { OnlineHint } from './online-hint.tsx';
import { PageArea } from './page-area.tsx';
import { PLACES } from './places.ts';
import { ShortcutKeys } from './shortcut-keys.tsx';
import { Sidebar } from './sidebar.tsx';
import { ToastCommands } from './toast-commands.ts';

export function App() {
  return (
    <div className="flex h-full">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-50 focus:rounded focus:bg-raised focus:p-2"
      >
        Skip to the content
      </a>
      <Sidebar />
      <PageArea>
        <EngineAwayBar />
        <UpdateBar />
        <RecoveryBar />
        <div className="min-h-0 flex-1">
          <ErrorBoundary>
            <Suspense fallback={<PageOpening />}>
              <Switch>
                {PLACES.map(({ path, page }) => (
                  <Route key={path} path={path} component={page} />
                ))}
                <Route path="/projects/:id/:place?">
                  {({ id, place }) => <ProjectPage key={id} id={id} place={place} />}
                </Route>
                <Route path="/episodes/:id">{({ id }) => <EpisodePage key={id} id={id} />}</Route>
                <Route path="/conflicts" component={ConflictsPage} />
                <Route path="/attention" component={AttentionPage} />
                <Route path="/settings" component={SettingsPage} />
                <Route path="/log" component={SyncLogPage} />
                <Route path="/connect" component={ConnectPage} />
                <Route>
                  <NotFound />
                </Route>
              </Switch>
            </Suspense>
          </ErrorBoundary>
        </div>
      </PageArea>
      <CommandPalette />
      <QuickNoteDialog />
      <ShortcutKeys />
      <NoticeToasts />
      <LeftDrafts />
      <DesktopWishes />
      <OnlineHint />
      <EngineStopped />
      <ToastCommands />
    </div>
  );
}
