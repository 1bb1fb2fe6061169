import { chordWords, isMac } from '../commands/key-chords.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { useCommand } from '../engine-port/use-command.ts';
import { emptyWords } from '../generation/empty-words.ts';
import { useGeneration } from '../generation/use-generation.ts';

interface EmptyEpisodeProps {
  episodeId: string;
  /** Nothing is generated in a project that is not active. */
  canGenerate: boolean;
}

export function EmptyEpisode({ episodeId, canGenerate }: EmptyEpisodeProps) {
  const create = useCommand('block.create');
  const { view, ask } = useGeneration();
  const keys = chordWords('Mod+Enter', isMac(navigator.platform));
  return (
    <EmptyState title="This episode has no text yet">
      <p>{emptyWords(view, { ask, forbidden: !canGenerate, keys })}</p>
      <Button
        className="mt-3"
        onClick={() => void create({ episode_id: episodeId, after_block_id: null, content: '' })}
      >
        Begin to write
      </Button>
    </EmptyState>
  );
}
