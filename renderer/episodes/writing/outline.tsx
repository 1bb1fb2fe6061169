import { useWriting, useWritingDesk } from './use-writing.ts';

/** The headings of all blocks; a press goes there. Arrows walk, Esc goes back to the text. */
export function Outline() {
  const desk = useWritingDesk();
  const outline = useWriting(desk, (state) => state.outline);
  const current = useWriting(desk, (state) => state.current);
  if (outline.length === 0) return null;
  const top = Math.min(...outline.map(({ level }) => level));
  return (
    <nav
      aria-labelledby="outline"
      onKeyDown={(event) => {
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (event.key === 'Escape') desk.active?.view.focus();
        if (step === undefined) return;
        event.preventDefault();
        const buttons = [...event.currentTarget.querySelectorAll('button')];
        const at = buttons.findIndex((button) => button.matches(':focus'));
        buttons[(at + step + buttons.length) % buttons.length]?.focus();
      }}
    >
      <h2 id="outline" className="mb-1.5 text-[0.9375rem] font-semibold">
        Outline
      </h2>
      <ol className="border-l border-line">
        {outline.map(({ blockId, at, level, title }, index) => (
          <li key={`${blockId} ${at}`}>
            <button
              type="button"
              dir="auto"
              data-outline={index}
              aria-current={index === current ? 'location' : undefined}
              onClick={() => desk.goTo(blockId, at)}
              style={{ paddingInlineStart: `${0.75 + (level - top) * 0.8}rem` }}
              className="-ml-px block w-full truncate border-l border-transparent py-[0.1875rem] leading-[1.125rem] pe-1 text-start text-[0.8125rem] text-soft hover:text-ink aria-[current=location]:border-accent aria-[current=location]:font-medium aria-[current=location]:text-ink"
            >
              {title === '' ? 'Untitled' : title}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Puts the focus on the heading above the cursor. */
export function focusOutline(current: number): void {
  document.querySelector<HTMLElement>(`[data-outline="${Math.max(0, current)}"]`)?.focus();
}
