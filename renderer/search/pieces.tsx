import type { SearchPiece } from '../../shared/ipc/search.ts';

/** A line with what was searched for marked in it. */
export function Pieces({ pieces }: { pieces: readonly SearchPiece[] }) {
  let at = 0;
  return pieces.map(({ text, hit }) => {
    const key = at;
    at += text.length;
    if (!hit) return <span key={key}>{text}</span>;
    return (
      <mark key={key} className="rounded-xs bg-mark text-ink">
        {text}
      </mark>
    );
  });
}
