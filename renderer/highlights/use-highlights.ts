import { useCallback, useMemo, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import type { HighlightColour } from '../../shared/ipc/commands.ts';
import { useToasts } from '../components/toast-store.ts';
import { useDeskMemory } from '../desk-memory/memory-store.ts';
import { useCommand } from '../engine-port/use-command.ts';
import { useRows } from '../engine-port/use-live-query.ts';
import type { Highlight, Place } from './mark-passages.ts';
import type { Passage } from './passages.ts';

interface Wanted {
  id: string;
  form: boolean;
}

export interface Highlights {
  /** In the order of the text. */
  rows: readonly Highlight[];
  /** What may be in the text of a block: its own highlights, and those whose own block does not have their words any more. */
  ofBlock: (blockId: string) => readonly Highlight[];
  /** Undefined while the text is being set. */
  placeOf: (id: string) => Place | undefined;
  /** A block has been set, and its highlights are here. */
  placed: (blockId: string, places: ReadonlyMap<string, Place>) => void;
  /** The entry of the list that was asked for and is not shown yet, and whether to write its note. */
  wanted: Wanted | null;
  /** Shows it in the list, which is unfolded if need be. */
  show: (id: string, form: boolean) => void;
  /** It is shown: a list that is drawn anew must not show it once more, and take the focus. */
  shown: (wanted: Wanted) => void;
  /** Answers what was made, or changed where these words are highlighted already. */
  add: (passages: readonly Passage[], colour: HighlightColour) => Promise<string[]>;
  setNote: (id: string, note: string) => Promise<boolean>;
  setColour: (id: string, colour: HighlightColour) => void;
  remove: (id: string) => Promise<void>;
}

/** What the person has highlighted in an episode, and where that is in the text as it is read now. */
export function useHighlights(episodeId: string): Highlights {
  const live = useRows('highlights.of_episode', { episode_id: episodeId });
  const create = useCommand('highlight.create');
  const update = useCommand('highlight.update');
  const removeIt = useCommand('highlight.remove');
  const restore = useCommand('highlight.restore');
  const toast = useToasts((toasts) => toasts.show);
  const [places, setPlaces] = useState<ReadonlyMap<string, ReadonlyMap<string, Place>>>(new Map());
  const [wanted, setWanted] = useState<Wanted | null>(null);

  const byBlock = useMemo(() => Map.groupBy(live, ({ block_id }) => block_id), [live]);
  const ownPlace = ({ id, block_id, block_deleted }: Highlight) =>
    block_deleted ? null : places.get(block_id)?.get(id);
  const placeOf = (row: Highlight): Place | undefined => {
    const own = ownPlace(row);
    if (own !== null) return own;
    const moved = [...places].find(([blockId, found]) => blockId !== row.block_id && found.get(row.id) != null);
    return moved?.[1].get(row.id) ?? null;
  };
  // Blocks come in the order of the text; within one, edits may have moved what was marked.
  const rows = [...byBlock.values()].flatMap((ofBlock) =>
    ofBlock.toSorted(
      (a, b) =>
        (placeOf(a)?.start ?? a.start_offset) - (placeOf(b)?.start ?? b.start_offset) || a.id.localeCompare(b.id),
    ),
  );
  const same = ({ blockId, anchor }: Passage) => {
    const { start, end, text } = anchor;
    return byBlock.get(blockId)?.find((row) => {
      const place = placeOf(row);
      return place?.start === start && !place.edited && row.selected_text === text && end - start === text.length;
    });
  };
  return {
    rows,
    ofBlock: (blockId) =>
      live.filter((row) => (row.block_id === blockId ? !row.block_deleted : ownPlace(row) === null)),
    placeOf: (id) => {
      const row = live.find((one) => one.id === id);
      return row === undefined ? undefined : placeOf(row);
    },
    placed: useCallback((blockId, found) => setPlaces((all) => new Map(all).set(blockId, found)), []),
    wanted,
    show(id, form) {
      useDeskMemory.getState().setPanel({ open: true });
      setWanted({ id, form });
    },
    shown: useCallback((one) => setWanted((now) => (now === one ? null : now)), []),
    async add(passages, colour) {
      const made = passages.map(async (passage) => {
        const there = same(passage);
        if (there !== undefined) {
          const done = there.colour === colour || (await update({ id: there.id, patch: { colour } })) !== null;
          return done ? [there.id] : [];
        }
        const id = uuidv7();
        const done = await create({ id, block_id: passage.blockId, anchor: passage.anchor, colour });
        return done === null ? [] : [id];
      });
      return (await Promise.all(made)).flat();
    },
    setNote: async (id, note) => (await update({ id, patch: { note } })) !== null,
    setColour: (id, colour) => void update({ id, patch: { colour } }),
    async remove(id) {
      if ((await removeIt({ id })) === null) return;
      toast({
        tone: 'info',
        title: 'The highlight was removed',
        action: { label: 'Undo', run: () => void restore({ id }) },
      });
    },
  };
}
