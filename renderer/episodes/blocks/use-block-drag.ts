import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import {
  draggable,
  dropTargetForElements,
  type ElementEventBasePayload,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { type RefObject, useEffect, useRef, useState } from 'react';

export type Side = 'above' | 'below';

interface BlockDrag {
  section: RefObject<HTMLElement | null>;
  handle: RefObject<HTMLButtonElement | null>;
  /** Where another block that is held over this one would go. */
  over: Side | null;
}

/** Lets a block be dragged by its handle to above or below another. By keyboard, Alt and arrows do the same. */
export function useBlockDrag(id: string, onDrop: (dragged: string, side: Side) => void): BlockDrag {
  const section = useRef<HTMLElement>(null);
  const handle = useRef<HTMLButtonElement>(null);
  const [over, setOver] = useState<Side | null>(null);
  const drop = useRef(onDrop);
  drop.current = onDrop;
  useEffect(() => {
    const { current: element } = section;
    const { current: dragHandle } = handle;
    if (element === null || dragHandle === null) return;
    const sideOf = ({ location }: ElementEventBasePayload): Side => {
      const { top, height } = element.getBoundingClientRect();
      return location.current.input.clientY < top + height / 2 ? 'above' : 'below';
    };
    return combine(
      // The handle alone: in a section that can be dragged as a whole, words could not be selected.
      draggable({ element: dragHandle, getInitialData: () => ({ block: id }) }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => typeof source.data.block === 'string' && source.data.block !== id,
        onDrag: (payload) => setOver(sideOf(payload)),
        onDragLeave: () => setOver(null),
        onDrop(payload) {
          setOver(null);
          drop.current(String(payload.source.data.block), sideOf(payload));
        },
      }),
    );
  }, [id]);
  return { section, handle, over };
}
