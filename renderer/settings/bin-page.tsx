import { EmptyState } from '../components/empty-state.tsx';
import { LivePages } from '../live-pages/live-pages.tsx';
import { Page } from '../page/page.tsx';
import { BinLine } from './bin-line.tsx';

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
