import { useMemo } from 'react';
import { changesToRead, type TextPart } from './changes-to-read.ts';

/** Longer texts are compared by nobody's eye and cost seconds to compare by machine; they are shown as they are. */
const MAX_COMPARED = 60_000;

/** A version of a text, with what it changed against `base` marked. */
export function VersionText({ base, text }: { base: string; text: string }) {
  const parts = useMemo<TextPart[]>(
    () => (base.length + text.length > MAX_COMPARED ? [{ value: text, change: 'kept' }] : changesToRead(base, text)),
    [base, text],
  );
  let offset = 0;
  return (
    <p className="whitespace-pre-wrap break-words font-serif text-[0.9375rem] leading-relaxed">
      {parts.map(({ value, change }) => {
        offset += value.length;
        const key = `${offset} ${change}`;
        if (change === 'removed')
          return (
            <del key={key} className="bg-bad-wash text-bad">
              {value}
            </del>
          );
        if (change === 'added')
          return (
            <ins key={key} className="bg-good-wash text-good no-underline">
              {value}
            </ins>
          );
        return <span key={key}>{value}</span>;
      })}
    </p>
  );
}
