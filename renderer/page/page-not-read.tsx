import { useLocation } from 'wouter';
import type { EngineError } from '../../shared/ipc/contract.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { useDeskMemory } from '../desk-memory/memory-store.ts';
import { NotFound } from '../shell/not-found.tsx';
import { Page } from './page.tsx';

interface PageNotReadProps {
  /** The thing that the page is about: project, episode. */
  what: string;
  error: EngineError;
}

/** For a page whose thing could not be read. That is not to say that it is gone. */
export function PageNotRead({ what, error }: PageNotReadProps) {
  const [path] = useLocation();
  const title = useDeskMemory((memory) => memory.pages.find((page) => page.path === path)?.title ?? `This ${what}`);
  // An address that can be none of a thing's.
  if (error.code === 'bad-request') return <NotFound what={what} />;
  return (
    <Page title={title}>
      <h1 className="sr-only">{title}</h1>
      <div role="alert">
        <EmptyState title={`This ${what} cannot be read just now`}>
          {error.message} What was written is kept on this machine.
        </EmptyState>
      </div>
    </Page>
  );
}
