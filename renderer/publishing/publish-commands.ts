import type { QueryRow } from '../../shared/ipc/contract.ts';
import { usePageCommands } from '../commands/page-commands.ts';
import { usePublishing } from './use-publishing.ts';

interface PublishCommandsProps {
  episode: QueryRow<'episodes.get'>;
  /** Null while it is not known yet. */
  hasText: boolean | null;
}

/** Publishing and taking back in the palette, also while the side panel with their buttons is folded. */
export function PublishCommands({ episode, hasText }: PublishCommandsProps): null {
  const { state, canTakeBack, publish, takeBack } = usePublishing(episode);
  usePageCommands([
    ...(state.kind === 'draft' && hasText === true
      ? [{ id: 'episode.publish', label: 'Publish the episode', run: publish }]
      : []),
    ...(canTakeBack ? [{ id: 'episode.unpublish', label: 'Take the episode back to a draft', run: takeBack }] : []),
  ]);
  return null;
}
