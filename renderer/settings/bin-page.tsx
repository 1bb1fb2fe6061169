import type { QueryRow } from '../../shared/ipc/contract.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { relativeTime } from '../components/times.ts';
import { useNow } from '../components/use-now.ts';
import { useCommand } from '../engine-port/use-command.ts';
import { LivePages } from '../live-pages/live-pages.tsx';
import { Page } from '../page/page.tsx';

/** What was removed. Nothing is ever gone for good from here. */
export function BinPage() {
  return (
    <Page title="Bin">
      <h1 className="text-xl font-semibold tracking-tight">Bin</h1>
      <p className="mt-1 mb-5 text-soft">
        Removed projects, episodes, texts and notes. They stay until you restore them.
      </p>
      <LivePages
        name="trash.list"
        params={{}}
        keyOf={({ deleted_at, id }) => [deleted_at, id]}
        label="Removed things"
        empty={
          <EmptyState title="The bin is empty">
            What you remove comes here, and can be restored with one click.
          </EmptyState>
        }
        row={(thing) => <BinLine key={thing.id} thing={thing} />}
      />
    </Page>
  );
}

function BinLine({ thing }: { thing: QueryRow<'trash.list'> }) {
  const now = useNow();
  const restore = {
    project: useCommand('project.restore'),
    episode: useCommand('episode.restore'),
    block: useCommand('block.restore'),
    note: useCommand('note.restore'),
  }[thing.kind];
  return (
    <li className="flex items-center gap-3 px-4 py-2">
      <span className="w-16 shrink-0 text-faint">{thing.kind === 'block' ? 'text' : thing.kind}</span>
      <span dir="auto" className="min-w-0 flex-1 truncate">
        {thing.title === '' ? 'Untitled' : thing.title}
      </span>
      <span className="shrink-0 text-xs text-faint">
        {thing.deleted_by_name !== null && `${thing.deleted_by_name}, `}
        {relativeTime(thing.deleted_at, now)}
      </span>
      <Button compact onClick={() => void restore({ id: thing.id })}>
        Restore
      </Button>
    </li>
  );
}
