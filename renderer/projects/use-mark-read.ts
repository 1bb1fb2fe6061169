import { useEffect } from 'react';
import { useEngine } from '../engine-port/engine-context.ts';
import { useRows } from '../engine-port/use-live-query.ts';

/** Who leaves it sooner has not read it, and what an opening has to do is not made longer. In milliseconds. */
const SEEN_AFTER_MS = 1_000;

/**
 * Notes that this person has an unread episode before them: an event of theirs, so that it is read on their other machines too, and
 * by nobody else. Not a thing that a person waits for or hears of: when it fails the episode stays unread.
 */
export function useMarkRead(episodeId: string): void {
  const engine = useEngine();
  const unread = useRows('episodes.unread', {}).find(({ id }) => id === episodeId);
  const projectId = unread?.project_id;
  const publishedAt = unread?.published_at;
  // biome-ignore lint/correctness/useExhaustiveDependencies: published anew while it is open, it is read again
  useEffect(() => {
    if (projectId === undefined) return;
    const event_data = { episode_id: episodeId, project_id: projectId };
    const seen = setTimeout(() => {
      engine.command('event.record', { event_type: 'episode_opened', event_data }).catch(() => undefined);
    }, SEEN_AFTER_MS);
    return () => clearTimeout(seen);
  }, [engine, episodeId, projectId, publishedAt]);
}
