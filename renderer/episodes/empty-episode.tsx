import { chordWords, isMac } from '../commands/key-chords.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { useCommand } from '../engine-port/use-command.ts';

interface EmptyEpisodeProps {
  episodeId: string;
  /** Nothing is generated in a project that is not active. */
  canGenerate: boolean;
}

export function EmptyEpisode({ episodeId, canGenerate }: EmptyEpisodeProps) {
  const create = useCommand('block.create');
  return (
    <EmptyState title="This episode has no text yet">
      <p>
        {canGenerate
          ? `Write it yourself, or press Generate (${chordWords('Mod+Enter', isMac(navigator.platform))}) and go on with something else: you will be told when it is ready.`
          : 'You can write it yourself.'}
      </p>
      <Button
        className="mt-3"
        onClick={() => void create({ episode_id: episodeId, after_block_id: null, content: '' })}
      >
        Begin to write
      </Button>
    </EmptyState>
  );
}
