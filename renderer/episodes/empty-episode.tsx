import { useEffect, useRef, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { chordWords, isMac } from '../commands/key-chords.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { useCommand } from '../engine-port/use-command.ts';
import { emptyWords } from '../generation/empty-words.ts';
import { useGeneration } from '../generation/use-generation.ts';
import { useWritingDesk } from './writing/use-writing.ts';

interface EmptyEpisodeProps {
  episodeId: string;
  /** Nothing is generated in a project that is not active. */
  canGenerate: boolean;
  /** The last block was removed here, and the focus with it. */
  takesFocus: boolean;
}

export function EmptyEpisode({ episodeId, canGenerate, takesFocus }: EmptyEpisodeProps) {
  const desk = useWritingDesk();
  const create = useCommand('block.create');
  const [blockId] = useState(() => uuidv7());
  const [isBeginning, setIsBeginning] = useState(false);
  const beginning = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (takesFocus && document.activeElement === document.body) beginning.current?.focus();
  }, [takesFocus]);
  const begin = async () => {
    // It goes with the row of the block, which takes a moment: a second press makes no second one.
    if (isBeginning) return;
    setIsBeginning(true);
    desk.expect(blockId, 0);
    const created = await create({ id: blockId, episode_id: episodeId, after_block_id: null, content: '' });
    if (created === null) setIsBeginning(false);
  };
  const { view, ask } = useGeneration();
  const keys = chordWords('Mod+Enter', isMac(navigator.platform));
  return (
    <EmptyState title="This episode has no text yet">
      <p>{emptyWords(view, { ask, forbidden: !canGenerate, keys })}</p>
      <Button ref={beginning} className="mt-3" onClick={() => void begin()}>
        Begin to write
      </Button>
    </EmptyState>
  );
}
