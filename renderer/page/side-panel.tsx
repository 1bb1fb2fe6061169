import { type ReactNode, useRef } from 'react';
import { ResizeHandle } from '../components/resize-handle.tsx';
import { useDeskMemory } from '../desk-memory/memory-store.ts';

const WIDTH = { usual: 320, least: 256, most: 560 };

/** Beside the content on a wide window, below it on a narrow one. */
export function SidePanel({ label, children }: { label: string; children: ReactNode }) {
  const width = useDeskMemory((memory) => memory.panel.width) ?? WIDTH.usual;
  const setPanel = useDeskMemory((memory) => memory.setPanel);
  const panel = useRef<HTMLElement>(null);
  return (
    <>
      <ResizeHandle
        label={`Width of: ${label}`}
        className="max-lg:hidden"
        grows="left"
        range={WIDTH}
        width={width}
        onDrag={(dragged) => panel.current?.style.setProperty('--panel-width', `${dragged}px`)}
        onWidth={(next) => setPanel({ width: next })}
      />
      <aside
        ref={panel}
        aria-label={label}
        style={{ '--panel-width': `${width}px` }}
        className="shrink-0 px-6 py-6 max-lg:border-t max-lg:border-line lg:w-(--panel-width) lg:overflow-y-auto lg:px-5"
      >
        {children}
      </aside>
    </>
  );
}
