import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { NoteStatus } from '../../../shared/ipc/commands.ts';

/** Where a dragged note is let go: beside another one, or somewhere in a column. */
export type DropPlace =
  | { kind: 'card'; noteId: string; edge: 'before' | 'after' }
  | { kind: 'column'; status: NoteStatus };

const NOTE = 'noteId';

/** A card can be dragged, and shows on which side of it another one would come to stand. */
export function useCardDrag(
  element: RefObject<HTMLElement | null>,
  { noteId, acceptsDrops }: { noteId: string; acceptsDrops: boolean },
): { dragged: boolean; edge: 'before' | 'after' | null } {
  const [dragged, setDragged] = useState(false);
  const [edge, setEdge] = useState<'before' | 'after' | null>(null);
  useEffect(() => {
    const card = element.current;
    if (card === null) return;
    return combine(
      draggable({
        element: card,
        getInitialData: () => ({ [NOTE]: noteId }),
        onDragStart: () => setDragged(true),
        onDrop: () => setDragged(false),
      }),
      dropTargetForElements({
        element: card,
        canDrop: ({ source }) => acceptsDrops && typeof source.data[NOTE] === 'string' && source.data[NOTE] !== noteId,
        getData: ({ input }): Record<string, unknown> => {
          const { top, height } = card.getBoundingClientRect();
          return { kind: 'card', noteId, edge: input.clientY < top + height / 2 ? 'before' : 'after' };
        },
        onDrag: ({ self }) => setEdge(self.data.edge === 'before' ? 'before' : 'after'),
        onDragLeave: () => setEdge(null),
        onDrop: () => setEdge(null),
      }),
    );
  }, [element, noteId, acceptsDrops]);
  return { dragged, edge };
}

/** A column takes a note at its end, when it is not let go beside one. */
export function useColumnDrop(
  element: RefObject<HTMLElement | null>,
  { status, acceptsDrops }: { status: NoteStatus; acceptsDrops: boolean },
): { over: boolean } {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const column = element.current;
    if (column === null) return;
    return dropTargetForElements({
      element: column,
      canDrop: ({ source }) => acceptsDrops && typeof source.data[NOTE] === 'string',
      getData: () => ({ kind: 'column', status }),
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: () => setOver(false),
    });
  }, [element, status, acceptsDrops]);
  return { over };
}

/** Calls `onDrop` when a card is let go on a place that takes it. */
export function useBoardDrops(onDrop: (noteId: string, place: DropPlace) => void): void {
  const latest = useRef(onDrop);
  useEffect(() => {
    latest.current = onDrop;
  });
  useEffect(
    () =>
      monitorForElements({
        canMonitor: ({ source }) => typeof source.data[NOTE] === 'string',
        onDrop: ({ source, location }) => {
          const [innermost] = location.current.dropTargets;
          if (innermost !== undefined)
            latest.current(String(source.data[NOTE]), innermost.data as unknown as DropPlace);
        },
      }),
    [],
  );
}
