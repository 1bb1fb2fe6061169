import type { QueryRow } from '../../shared/ipc/contract.ts';
import { usePageCommands } from '../commands/page-commands.ts';
import { Button } from '../components/button.tsx';
import { dayAndHour } from '../components/times.ts';
import { useToasts } from '../components/toast-store.ts';
import { useCommand } from '../engine-port/use-command.ts';
import { type PublishState, publishState } from './publish-state.ts';

interface PublishPanelProps {
  episode: QueryRow<'episodes.get'>;
  hasText: boolean;
}

/** Whether subscribers get this text, since when, and what the producer can do about it. */
export function PublishPanel({ episode, hasText }: PublishPanelProps) {
  const publish = useCommand('episode.publish');
  const unpublish = useCommand('episode.unpublish');
  const show = useToasts((toasts) => toasts.show);
  const state = publishState(episode);
  const publishIt = async () => {
    if ((await publish({ id: episode.id })) === null) return;
    show({
      tone: 'success',
      title: 'Published',
      action: { label: 'Undo', run: () => void unpublish({ id: episode.id }) },
    });
  };
  const takeBack = () => void unpublish({ id: episode.id });
  const canPublish = state.kind === 'draft' && hasText;
  const canTakeBack = state.kind === 'published' && state.deliveredAt === null;
  usePageCommands([
    ...(canPublish ? [{ id: 'episode.publish', label: 'Publish the episode', run: () => void publishIt() }] : []),
    ...(canTakeBack ? [{ id: 'episode.unpublish', label: 'Take the episode back to a draft', run: takeBack }] : []),
  ]);
  return (
    <section aria-labelledby="publishing" data-testid="publishing" data-state={state.kind}>
      <h2 id="publishing" className="mb-1.5 font-semibold text-[0.9375rem]">
        Publishing
      </h2>
      <div className="flex flex-col gap-1 text-[0.8125rem] text-soft">
        <Words state={state} zone={episode.project_timezone} />
      </div>
      {state.kind === 'draft' && (
        <div className="mt-2.5 flex items-center gap-2">
          <Button look="primary" disabled={!hasText} onClick={() => void publishIt()}>
            Publish
          </Button>
          {!hasText && <span className="text-faint text-xs">It has no text yet.</span>}
        </div>
      )}
      {canTakeBack && (
        <Button className="mt-2.5" onClick={takeBack}>
          Back to draft
        </Button>
      )}
    </section>
  );
}

function Words({ state, zone }: { state: PublishState; zone: string }) {
  switch (state.kind) {
    case 'generating':
      return <p>It is being generated, and published when that is done.</p>;
    case 'draft':
      return (
        <>
          <p>A draft: subscribers do not have it.</p>
          {state.dueAt !== null && <p>Due {dayAndHour(state.dueAt, zone)}.</p>}
          {state.waits && <p className="text-wait">Taken back here; the cloud hears of it with the next sync.</p>}
        </>
      );
    case 'published':
      return (
        <>
          {state.waits ? (
            <p className="text-wait">Published here; it waits to be sent, and counts when the cloud has it.</p>
          ) : (
            state.publishedAt !== null && <p>Published {dayAndHour(state.publishedAt, zone)}.</p>
          )}
          {state.deliveredAt !== null ? (
            <p>Delivered {dayAndHour(state.deliveredAt, zone)}. Subscribers have it, so it cannot be taken back.</p>
          ) : (
            state.dueAt !== null && <p>Delivery {dayAndHour(state.dueAt, zone)}.</p>
          )}
          {state.changed && <p className="font-medium text-ink">Changed since it was published.</p>}
        </>
      );
  }
}
