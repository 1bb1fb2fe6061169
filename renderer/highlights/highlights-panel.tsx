import { count } from '../components/times.ts';
import { HighlightItem } from './highlight-item.tsx';
import type { Highlights } from './use-highlights.ts';

interface HighlightsPanelProps {
  highlights: Highlights;
  onAsk: (words: string) => void;
}

/** Beside the text as it is read: what the person has highlighted in it. Arrows walk, Enter goes there. */
export function HighlightsPanel({ highlights, onAsk }: HighlightsPanelProps) {
  const { rows } = highlights;
  return (
    <section aria-labelledby="highlights">
      <h2 id="highlights" className="text-[0.9375rem] font-semibold">
        Highlights
        {rows.length > 0 && <span className="ms-1.5 font-normal text-faint tabular-nums">{count(rows.length)}</span>}
      </h2>
      <p className="mb-2.5 text-xs text-faint">Only you see them.</p>
      {rows.length === 0 ? (
        <p className="text-[0.8125rem] text-faint">
          Select words in the text, by mouse or sentence by sentence with J and K, and press M. N adds a note.
        </p>
      ) : (
        <ol
          aria-labelledby="highlights"
          className="flex flex-col gap-4"
          onKeyDown={(event) => {
            const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
            const words = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-words]')];
            const at = event.target instanceof HTMLElement ? words.indexOf(event.target) : -1;
            if (step === undefined || at === -1) return;
            event.preventDefault();
            words[(at + step + words.length) % words.length]?.focus();
          }}
        >
          {rows.map((highlight) => (
            <HighlightItem
              key={highlight.id}
              highlight={highlight}
              highlights={highlights}
              onGoTo={goToMark}
              onAsk={onAsk}
            />
          ))}
        </ol>
      )}
    </section>
  );
}

function goToMark(id: string): void {
  const mark = document.querySelector<HTMLElement>(`mark[data-highlight="${id}"]`);
  mark?.scrollIntoView({ block: 'center' });
  mark?.focus({ preventScroll: true });
}
