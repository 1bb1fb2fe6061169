import type { QueryRow } from '../../shared/ipc/contract.ts';

/** What can truly be said about an episode's publication. Times are ISO. `waits`: the cloud has not heard of the last change yet. */
export type PublishState =
  | { kind: 'generating' }
  | { kind: 'draft'; dueAt: string | null; waits: boolean }
  | {
      kind: 'published';
      publishedAt: string | null;
      deliveredAt: string | null;
      dueAt: string | null;
      /** The text here is another than the one that was published. */
      changed: boolean;
      waits: boolean;
    };

export function publishState(episode: QueryRow<'episodes.get'>): PublishState {
  const { status, scheduled_for: dueAt, status_waits: waits } = episode;
  if (status === 'GENERATING') return { kind: 'generating' };
  if (status !== 'PUBLISHED') return { kind: 'draft', dueAt, waits };
  return {
    kind: 'published',
    publishedAt: episode.published_at,
    deliveredAt: episode.delivered_at,
    dueAt,
    // What is on its way is published as it is then.
    changed: !waits && episode.changed_since_published === true,
    waits,
  };
}
