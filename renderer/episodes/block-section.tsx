import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { Menu } from '../components/menu.tsx';
import { useToasts } from '../components/toast-store.ts';
import { useCommand } from '../engine-port/use-command.ts';
import { VersionHistory } from '../versions/version-history.tsx';
import { BlockEditor } from './block-editor.tsx';
import type { SaveState } from './text-sync/block-text.ts';

type Block = QueryRow<'blocks.of_episode'>;

interface BlockSectionProps {
  block: Block;
  /** All blocks of the episode, in reading order. */
  blocks: Block[];
  onState: (id: string, state: SaveState) => void;
}

/** A block with what can be done to it. Alt+Up and Alt+Down move it. */
export function BlockSection({ block, blocks, onState }: BlockSectionProps) {
  const move = useCommand('block.move');
  const create = useCommand('block.create');
  const remove = useCommand('block.remove');
  const restore = useCommand('block.restore');
  const show = useToasts((toasts) => toasts.show);
  const [showsHistory, setShowsHistory] = useState(false);
  const place = blocks.findIndex(({ id }) => id === block.id);
  const label = blocks.length === 1 ? 'Text of the episode' : `Text block ${place + 1} of ${blocks.length}`;
  const moveTo = (target: number) => {
    if (target < 0 || target >= blocks.length) return;
    const others = blocks.filter(({ id }) => id !== block.id);
    void move({ id: block.id, after_block_id: others[target - 1]?.id ?? null });
  };
  const removeIt = async () => {
    if ((await remove({ id: block.id })) === null) return;
    show({
      tone: 'info',
      title: 'The text block was moved to the bin',
      action: { label: 'Undo', run: () => void restore({ id: block.id }) },
    });
  };
  return (
    <section
      aria-label={label}
      className="block group relative -mx-4 rounded-lg px-4 py-2"
      onKeyDown={(event) => {
        if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
        event.preventDefault();
        moveTo(place + (event.key === 'ArrowUp' ? -1 : 1));
      }}
    >
      <div className="absolute top-1 -right-7 opacity-0 transition-opacity focus-within:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100">
        <Menu
          label={`Actions for ${label.toLowerCase()}`}
          trigger={<Ellipsis size={16} aria-hidden />}
          actions={[
            {
              label: 'Add a block below',
              run: () => void create({ episode_id: block.episode_id, after_block_id: block.id, content: '' }),
            },
            ...(place > 0 ? [{ label: 'Move up', run: () => moveTo(place - 1) }] : []),
            ...(place < blocks.length - 1 ? [{ label: 'Move down', run: () => moveTo(place + 1) }] : []),
            { label: 'History…', run: () => setShowsHistory(true) },
            { label: 'Move to the bin', run: () => void removeIt(), danger: true },
          ]}
        />
      </div>
      <BlockEditor block={block} label={label} onState={(state) => onState(block.id, state)} />
      {showsHistory && <VersionHistory block={block} label={label} onClose={() => setShowsHistory(false)} />}
    </section>
  );
}
