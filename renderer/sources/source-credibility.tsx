import { credibilityOf, credibilityWords } from '../../shared/domain/credibility.ts';

const TONES = {
  high: 'bg-good',
  good: 'bg-good',
  mixed: 'bg-wait',
  low: 'bg-bad',
  unrated: 'bg-line-strong',
} as const;

/** How far a source can be trusted: a word, the number, and a bar for the eye that runs down the list. */
export function SourceCredibility({ value }: { value: number | null | undefined }) {
  return (
    <span className="flex items-center gap-2 font-sans text-xs text-soft">
      <span className="h-1 w-10 overflow-hidden rounded-full bg-line" aria-hidden>
        <span
          className={`block h-full rounded-full ${TONES[credibilityOf(value)]}`}
          style={{ width: `${Math.round((value ?? 0) * 100)}%` }}
        />
      </span>
      <span className="tabular-nums">
        <span className="sr-only">Credibility: </span>
        {credibilityWords(value)}
      </span>
    </span>
  );
}
