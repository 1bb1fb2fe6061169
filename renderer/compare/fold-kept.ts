import type { DiffPart } from './diff-text.ts';

/** Characters that are left on each side of a change, to be read with it. */
const CONTEXT = 240;

export type ShownPart = DiffPart | { kind: 'folded'; text: string };

/** Long passages that did not change fold away but for what stands next to a change; lines and words stay whole. Pure. */
export function foldKept(parts: readonly DiffPart[]): ShownPart[] {
  if (parts.every(({ kind }) => kind === 'kept')) return [...parts];
  return parts.flatMap((part, index): ShownPart[] => {
    if (part.kind !== 'kept') return [part];
    const head = index === 0 ? 0 : CONTEXT;
    const tail = index === parts.length - 1 ? 0 : CONTEXT;
    if (part.text.length < (head + tail) * 1.5) return [part];
    const from = head === 0 ? 0 : breakAfter(part.text, head);
    const to = tail === 0 ? part.text.length : breakBefore(part.text, part.text.length - tail);
    if (to <= from) return [part];
    return [
      { kind: 'kept', text: part.text.slice(0, from) },
      { kind: 'folded', text: part.text.slice(from, to) },
      { kind: 'kept', text: part.text.slice(to) },
    ].filter(({ text }) => text !== '') as ShownPart[];
  });
}

function breakAfter(text: string, at: number): number {
  const space = text.slice(at).search(/\s/);
  return space === -1 ? text.length : at + space + 1;
}

function breakBefore(text: string, at: number): number {
  for (let place = at; place > 0; place -= 1) if (/\s/.test(text[place - 1] ?? '')) return place;
  return 0;
}
