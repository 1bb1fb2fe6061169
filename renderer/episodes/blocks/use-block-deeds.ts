import { useEffect, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import type { QueryRow } from '../../../shared/ipc/contract.ts';
import { usePageCommands } from '../../commands/page-commands.ts';
import { useToasts } from '../../components/toast-store.ts';
import { useEngine } from '../../engine-port/engine-context.ts';
import { useCommand } from '../../engine-port/use-command.ts';
import type { WritingDesk } from '../writing/writing-desk.ts';
import { splitPlace } from './split-place.ts';

type Block = QueryRow<'blocks.of_episode'>;

export interface BlockDeeds {
  addBelow: (block: Block) => void;
  /** At the cursor of this block's text. */
  split: (id: string) => void;
  /** With the block before it. */
  join: (id: string) => void;
  /** To this place among the others, counted without the block. */
  moveTo: (id: string, place: number) => void;
  remove: (id: string) => void;
  /** The last block was removed here, and took the focus with it. */
  hasEmptied: boolean;
}

const NOT_NOW = {
  tone: 'warning',
  title: 'The block was left as it is',
  body: 'Its text could not be saved just now. Nothing is lost; try again in a moment.',
} as const;

/** What can be done to the blocks of an episode, by menu, keys and palette alike. The cursor goes where the work goes on. */
export function useBlockDeeds(desk: WritingDesk, blocks: readonly Block[]): BlockDeeds {
  const engine = useEngine();
  const create = useCommand('block.create');
  const joinBlocks = useCommand('block.join');
  const move = useCommand('block.move');
  const removeBlock = useCommand('block.remove');
  const restore = useCommand('block.restore');
  const show = useToasts((toasts) => toasts.show);
  const [hasEmptied, setHasEmptied] = useState(false);
  const hasBlocks = blocks.length > 0;
  useEffect(() => {
    if (hasBlocks) setHasEmptied(false);
  }, [hasBlocks]);

  const addBelow = async (block: Block) => {
    const id = uuidv7();
    desk.expect(id, 0);
    await create({ id, episode_id: block.episode_id, after_block_id: block.id, content: '' });
  };
  const split = async (id: string) => {
    const text = desk.find(id);
    if (text === undefined) return;
    const newId = uuidv7();
    const isSaved = await text.sync.saved();
    const { doc, selection } = text.editor.view.state;
    const whole = doc.toString();
    const at = splitPlace(whole, selection.main.head);
    const done =
      isSaved &&
      (await text.sync.split(whole, at, async () => {
        const kept = await engine.command('block.split', { id, content: whole, at, new_id: newId });
        return kept.content;
      }));
    if (!done) {
      show(NOT_NOW);
      return;
    }
    desk.expect(newId, 0);
    show({
      tone: 'info',
      title: 'The block was split',
      action: { label: 'Undo', run: () => void join(newId, { into: id, between: spaceAround(whole, at) }) },
    });
  };
  const join = async (id: string, undo?: { into: string; between: string }) => {
    // The message of a split knows the blocks from before it, and not the one that it made.
    const into = undo?.into ?? blocks[blocks.findIndex((block) => block.id === id) - 1]?.id ?? '';
    const texts = [desk.find(id), desk.find(into)].filter((text) => text !== undefined);
    const saved = await Promise.all(texts.map(({ sync }) => sync.saved()));
    if (saved.includes(false)) {
      show(NOT_NOW);
      return;
    }
    // What is typed before the answer goes to the text that stays: the other one takes it along into the bin.
    const left = desk.placeIn(id);
    const end = desk.textOf(into)?.trimEnd().length;
    if (end !== undefined) desk.goTo(into, end);
    const joined = await joinBlocks({ id, ...undo });
    // Whoever has typed since, or gone elsewhere, stays there.
    const place = end === undefined ? undefined : desk.placeIn(into);
    if (place !== undefined && (place !== end || desk.active?.blockId !== into)) return;
    if (joined !== null) desk.expect(joined.id, joined.at);
    else if (left !== undefined) desk.goTo(id, left);
  };
  const moveTo = (id: string, place: number) => {
    if (place < 0 || place >= blocks.length) return;
    const others = blocks.filter((block) => block.id !== id);
    void move({ id, after_block_id: others[place - 1]?.id ?? null });
  };
  const remove = async (id: string) => {
    const place = blocks.findIndex((block) => block.id === id);
    const [before, next] = [blocks[place - 1], blocks[place + 1]];
    if ((await removeBlock({ id })) === null) return;
    // It takes the focus with it.
    if (next !== undefined) desk.expect(next.id, 0);
    else if (before !== undefined) desk.expect(before.id, desk.textOf(before.id)?.length ?? 0);
    else setHasEmptied(true);
    show({
      tone: 'info',
      title: 'The text block was moved to the bin',
      action: {
        label: 'Undo',
        run() {
          desk.expect(id, 0);
          void restore({ id });
        },
      },
    });
  };

  const active = () => blocks.find(({ id }) => id === desk.active?.blockId);
  const onActive = (run: (block: Block) => void) => () => {
    const block = active();
    if (block !== undefined) run(block);
  };
  usePageCommands([
    { id: 'block.add', label: 'Add a block below', run: onActive((block) => void addBelow(block)) },
    {
      id: 'block.split',
      label: 'Split the block at the cursor',
      keys: 'Mod+Alt+Enter',
      run: onActive(({ id }) => void split(id)),
    },
    {
      id: 'block.join',
      label: 'Join the block with the one before',
      keys: 'Mod+Alt+Backspace',
      run: onActive(({ id }) => void join(id)),
    },
    { id: 'block.remove', label: 'Move the block to the bin', run: onActive(({ id }) => void remove(id)) },
  ]);
  return {
    addBelow: (block) => void addBelow(block),
    split: (id) => void split(id),
    join: (id) => void join(id),
    moveTo,
    remove: (id) => void remove(id),
    hasEmptied,
  };
}

/** The white space at a place where a text is split: neither half keeps it. */
function spaceAround(text: string, at: number): string {
  return `${/\s*$/.exec(text.slice(0, at))?.[0] ?? ''}${/^\s*/.exec(text.slice(at))?.[0] ?? ''}`;
}
