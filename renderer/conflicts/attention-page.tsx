import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { relativeTime } from '../components/times.ts';
import { useToasts } from '../components/toast-store.ts';
import { useNow } from '../components/use-now.ts';
import { useCommand } from '../engine-port/use-command.ts';
import { useLiveQuery } from '../engine-port/use-live-query.ts';
import { Page } from '../page/page.tsx';

/** Edits that the cloud refused. They are safe here, and nothing else waits for them. */
export function AttentionPage() {
  const parked = useLiveQuery('attention.list', {});
  const retry = useCommand('attention.retry');
  const discard = useCommand('attention.discard');
  const show = useToasts((toasts) => toasts.show);
  const now = useNow();
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text);
    show({ tone: 'success', title: 'Copied' });
  };
  return (
    <Page title="Needs attention">
      <h1 className="text-xl font-semibold tracking-tight">Needs attention</h1>
      <p className="mt-1 mb-6 text-soft">
        The cloud did not accept these edits. They are kept on this machine until you decide.
      </p>
      {parked.state === 'live' && parked.rows.length === 0 && (
        <EmptyState title="Nothing here">Every edit was accepted or is still on its way.</EmptyState>
      )}
      {parked.state === 'live' && (
        <ul className="flex flex-col gap-3">
          {parked.rows.map((edit) => (
            <li key={edit.mutation_id} className="rounded-xl border border-line bg-raised p-4">
              <p className="font-medium">{edit.title ?? 'Untitled'}</p>
              <p className="mt-1">{edit.error?.message}</p>
              {edit.error?.hint != null && <p className="text-soft">{edit.error.hint}</p>}
              <p className="mt-1 text-xs text-faint">Typed {relativeTime(edit.changed_at, now)}</p>
              <div className="mt-3 flex gap-2">
                <Button look="primary" onClick={() => void retry({ mutation_id: edit.mutation_id })}>
                  Send again
                </Button>
                <Button onClick={() => void copy(copyText(edit.patch))}>Copy</Button>
                <Button look="danger" onClick={() => void discard({ mutation_id: edit.mutation_id })}>
                  Discard
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

/** What the person typed, without the columns that are ours. */
function copyText(patch: { [column: string]: unknown }): string {
  const texts = [patch.title, patch.content, patch.summary, patch.onboarding_brief].filter(
    (value): value is string => typeof value === 'string' && value !== '',
  );
  return texts.length > 0 ? texts.join('\n\n') : JSON.stringify(patch, null, 2);
}
