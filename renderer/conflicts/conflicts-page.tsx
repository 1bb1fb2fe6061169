import { EmptyState } from '../components/empty-state.tsx';
import { failureOf, useLiveQuery } from '../engine-port/use-live-query.ts';
import { Page } from '../page/page.tsx';
import { ConflictCard } from './conflict-card.tsx';

/** Places where two people changed the same words. Nothing of either is lost; here one decides what stays. */
export function ConflictsPage() {
  const conflicts = useLiveQuery('conflicts.open', {});
  const failure = failureOf(conflicts);
  return (
    <Page title="Conflicts" width="wide">
      <h1 className="text-xl font-semibold tracking-tight">Conflicts</h1>
      <p className="mt-1 mb-6 text-soft">Two people changed the same thing. Both versions are kept until you choose.</p>
      {failure !== null && <p role="alert">{failure.message}</p>}
      {conflicts.state === 'live' && conflicts.rows.length === 0 && (
        <EmptyState title="Nothing to decide">Everybody has the same text.</EmptyState>
      )}
      {conflicts.state === 'live' && (
        <ul className="flex flex-col gap-4">
          {conflicts.rows.map((conflict) => (
            <ConflictCard key={conflict.id} conflict={conflict} />
          ))}
        </ul>
      )}
    </Page>
  );
}
