import type { QueryRow } from '../../shared/ipc/contract.ts';
import { Button } from '../components/button.tsx';
import { dayAndHour } from '../components/times.ts';
import type { PublishState } from './publish-state.ts';
import { usePublishing } from './use-publishing.ts';

interface PublishPanelProps {
  episode: QueryRow<'episodes.get'>;
  /** Null while it is not known yet. */
  hasText: boolean | null;
}

/** Whether subscribers get this text, since when, and what the producer can do about it. */
export function PublishPanel({ episode, hasText }: PublishPanelProps) {
  const { state, canTakeBack, publish, takeBack } = usePublishing(episode);
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
          <Button look="primary" disabled={hasText !== true} onClick={publish}>
            Publish
          </Button>
          {hasText === false && <span className="text-faint text-xs">It has no text yet.</span>}
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
