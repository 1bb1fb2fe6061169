import { Ellipsis, GripVertical } from 'lucide-react';
import { useState } from 'react';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { Menu } from '../components/menu.tsx';
import { EditingHere } from '../presence/avatars.tsx';
import type { Colleague } from '../presence/use-presence.ts';
import { VersionHistory } from '../versions/version-history.tsx';
import { BlockEditor } from './block-editor.tsx';
import type { BlockDeeds } from './blocks/use-block-deeds.ts';
import { useBlockDrag } from './blocks/use-block-drag.ts';
import type { SaveState } from './text-sync/block-text.ts';

type Block = QueryRow<'blocks.of_episode'>;

interface BlockSectionProps {
  block: Block;
  /** All blocks of the episode, in reading order. */
  blocks: Block[];
  deeds: BlockDeeds;
  colleagues: readonly Colleague[] | null;
  onState: (id: string, state: SaveState) => void;
}

/** A block with what can be done to it. Alt+Up and Alt+Down move it, and so does its handle. */
export function BlockSection({ block, blocks, deeds, colleagues, onState }: BlockSectionProps) {
  const [showsHistory, setShowsHistory] = useState(false);
  const place = blocks.findIndex(({ id }) => id === block.id);
  const isAlone = blocks.length === 1;
  const label = isAlone ? 'Text of the episode' : `Text block ${place + 1} of ${blocks.length}`;
  const { section, handle, over } = useBlockDrag(block.id, (dragged, side) => {
    const target = blocks.filter(({ id }) => id !== dragged).findIndex(({ id }) => id === block.id);
    deeds.moveTo(dragged, target + (side === 'below' ? 1 : 0));
  });
  const line = over === 'above' ? 'before:-top-px' : 'before:-bottom-px';
  return (
    <section
      ref={section}
      aria-label={label}
      className={`block group relative -mx-4 rounded-lg px-4 py-2 ${over === null ? '' : `before:absolute before:inset-x-4 before:h-0.5 before:rounded before:bg-accent ${line}`}`}
      onKeyDown={(event) => {
        if (!event.altKey || event.ctrlKey || event.metaKey) return;
        if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
        event.preventDefault();
        deeds.moveTo(block.id, place + (event.key === 'ArrowUp' ? -1 : 1));
      }}
    >
      <button
        ref={handle}
        type="button"
        tabIndex={-1}
        hidden={isAlone}
        aria-label={`Drag ${label.toLowerCase()}`}
        className="absolute top-2.5 -left-3 flex h-6 w-5 cursor-grab items-center justify-center rounded text-faint opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 hover:bg-hover [&[hidden]]:hidden"
      >
        <GripVertical size={14} aria-hidden />
      </button>
      <div className="absolute top-1 -right-2 opacity-0 md:-right-6 focus-within:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100">
        <Menu
          label={`Actions for ${label.toLowerCase()}`}
          trigger={<Ellipsis size={16} aria-hidden />}
          actions={[
            { label: 'Add a block below', run: () => deeds.addBelow(block) },
            { label: 'Split at the cursor', run: () => deeds.split(block.id) },
            ...(place > 0 ? [{ label: 'Join with the block before', run: () => deeds.join(block.id) }] : []),
            ...(place > 0 ? [{ label: 'Move up', run: () => deeds.moveTo(block.id, place - 1) }] : []),
            ...(place < blocks.length - 1
              ? [{ label: 'Move down', run: () => deeds.moveTo(block.id, place + 1) }]
              : []),
            { label: 'History…', run: () => setShowsHistory(true) },
            { label: 'Move to the bin', run: () => deeds.remove(block.id), danger: true },
          ]}
        />
      </div>
      <EditingHere people={colleagues} blockId={block.id} />
      <BlockEditor block={block} label={label} onState={(state) => onState(block.id, state)} />
      {showsHistory && <VersionHistory block={block} label={label} onClose={() => setShowsHistory(false)} />}
    </section>
  );
}
