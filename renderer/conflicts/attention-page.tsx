import { EmptyState } from '../components/empty-state.tsx';
import { failureOf, useLiveQuery } from '../engine-port/use-live-query.ts';
import { Page } from '../page/page.tsx';
import { ParkedEdit } from './parked-edit.tsx';

/** Edits that the cloud refused. They are safe here, and nothing else waits for them. */
export function AttentionPage() {
  const parked = useLiveQuery('attention.list', {});
  const failure = failureOf(parked);
  return (
    <Page title="Needs attention">
      <h1 className="text-xl font-semibold tracking-tight">Needs attention</h1>
      <p className="mt-1 mb-6 text-soft">
        The cloud did not accept these edits. They are kept on this machine until you decide; everything else is sent as
        usual.
      </p>
      {failure !== null && <p role="alert">{failure.message}</p>}
      {parked.state === 'live' && parked.rows.length === 0 && (
        <EmptyState title="Nothing here">Every edit was accepted or is still on its way.</EmptyState>
      )}
      {parked.state === 'live' && (
        <ul className="flex flex-col gap-3">
          {parked.rows.map((edit) => (
            <ParkedEdit key={edit.mutation_id} edit={edit} />
          ))}
        </ul>
      )}
    </Page>
  );
}
