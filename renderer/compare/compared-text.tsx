import { useMemo, useState } from 'react';
import { countWords } from '../../shared/domain/text-statistics.ts';
import { count } from '../components/times.ts';
import { type DiffPart, diffText } from './diff-text.ts';
import { foldKept } from './fold-kept.ts';

const LOOKS = { kept: '', added: 'bg-good-wash text-good', removed: 'bg-bad-wash text-bad' } as const;

interface ComparedTextProps {
  base: string;
  text: string;
  /** `base`: the text as it was, folded at the same places. */
  show?: 'changes' | 'base';
}

/** A version of a text with what it changed against `base` marked; long passages that did not change fold away. */
export function ComparedText({ base, text, show = 'changes' }: ComparedTextProps) {
  const parts = useMemo(() => {
    const all = foldKept(diffText(base, text));
    if (show === 'changes') return all;
    return all.flatMap((part) => (part.kind === 'added' ? [] : [part.kind === 'removed' ? asKept(part) : part]));
  }, [base, text, show]);
  let offset = 0;
  return (
    <div dir="auto" className="whitespace-pre-wrap break-words font-serif text-[0.9375rem] leading-relaxed">
      {parts.map((part) => {
        offset += part.text.length;
        const key = `${offset} ${part.kind}`;
        return part.kind === 'folded' ? <Folded key={key} text={part.text} /> : <Part key={key} {...part} />;
      })}
    </div>
  );
}

function asKept({ text }: DiffPart): DiffPart {
  return { kind: 'kept', text };
}

function Part({ kind, text }: DiffPart) {
  if (kind === 'removed') return <del className={`rounded-sm decoration-1 ${LOOKS.removed}`}>{text}</del>;
  if (kind === 'added') return <ins className={`rounded-sm no-underline ${LOOKS.added}`}>{text}</ins>;
  return <span>{text}</span>;
}

function Folded({ text }: { text: string }) {
  const [isOpen, setIsOpen] = useState(false);
  if (isOpen) return <span>{text}</span>;
  const words = countWords(text);
  return (
    <button
      type="button"
      onClick={() => setIsOpen(true)}
      className="my-2 flex w-full items-center gap-3 font-sans text-xs text-faint before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line hover:text-ink"
    >
      {words === 1 ? '1 word' : `${count(words)} words`} unchanged
    </button>
  );
}
