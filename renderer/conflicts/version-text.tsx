import { diffWordsWithSpace } from 'diff';
import { useMemo } from 'react';

/** Longer texts are compared by nobody's eye and cost seconds to compare by machine; they are shown as they are. */
const MAX_COMPARED = 60_000;

/** A version of a text, with what it changed against `base` marked. */
export function VersionText({ base, text }: { base: string; text: string }) {
  const parts = useMemo(
    () =>
      base.length + text.length > MAX_COMPARED
        ? [{ value: text, added: false, removed: false }]
        : diffWordsWithSpace(base, text),
    [base, text],
  );
  let offset = 0;
  return (
    <p className="whitespace-pre-wrap break-words font-serif text-[0.9375rem] leading-relaxed">
      {parts.map((part) => {
        offset += part.value.length;
        const key = `${offset} ${part.added ? 'added' : part.removed ? 'removed' : 'kept'}`;
        if (part.removed)
          return (
            <del key={key} className="bg-bad-wash text-bad">
              {part.value}
            </del>
          );
        if (part.added)
          return (
            <ins key={key} className="bg-good-wash text-good no-underline">
              {part.value}
            </ins>
          );
        return <span key={key}>{part.value}</span>;
      })}
    </p>
  );
}
