import { useRef } from 'react';

/** How far an arrow key moves the edge, in pixels. */
const KEY_STEP = 16;

interface ResizeHandleProps {
  label: string;
  /** The side on which what is resized lies: dragging to that side's outside makes it smaller. */
  grows: 'left' | 'right';
  range: { usual: number; least: number; most: number };
  width: number;
  /** While dragging, for the eye only: nothing is rendered anew. */
  onDrag: (width: number) => void;
  /** When the width is decided; null by double click: the usual one. */
  onWidth: (width: number | null) => void;
  className?: string;
}

/** The edge between two parts of the window: to be dragged, moved by the arrow keys, and set back by a double click. */
export function ResizeHandle({ label, grows, range, width, onDrag, onWidth, className = '' }: ResizeHandleProps) {
  const drag = useRef<{ from: number; width: number } | null>(null);
  const bounded = (wanted: number) => Math.round(Math.min(range.most, Math.max(range.least, wanted)));
  const direction = grows === 'right' ? 1 : -1;
  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr cannot be moved
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={range.least}
      aria-valuemax={range.most}
      onPointerDown={(event) => {
        drag.current = { from: event.clientX, width };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (drag.current === null) return;
        onDrag(bounded(drag.current.width + direction * (event.clientX - drag.current.from)));
      }}
      onPointerUp={(event) => {
        if (drag.current === null) return;
        const moved = event.clientX - drag.current.from;
        if (moved !== 0) onWidth(bounded(drag.current.width + direction * moved));
        drag.current = null;
      }}
      onDoubleClick={() => {
        onDrag(range.usual);
        onWidth(null);
      }}
      onKeyDown={(event) => {
        const moves: Record<string, number> = {
          ArrowRight: width + direction * KEY_STEP,
          ArrowLeft: width - direction * KEY_STEP,
          Home: range.least,
          End: range.most,
        };
        const wanted = moves[event.key];
        if (wanted === undefined) return;
        event.preventDefault();
        onDrag(bounded(wanted));
        onWidth(bounded(wanted));
      }}
      className={`relative w-px shrink-0 cursor-col-resize touch-none bg-line before:absolute before:inset-y-0 before:-left-1.5 before:z-10 before:w-3 hover:bg-accent focus-visible:bg-accent ${className}`}
    />
  );
}
