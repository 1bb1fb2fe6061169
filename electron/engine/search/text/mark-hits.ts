import type { SearchPiece } from '../../../../shared/ipc/search.ts';
import { foldText, isUnspaced } from './normalize-text.ts';

/** Characters of a snippet: two lines of the result list. */
const SNIPPET_LENGTH = 180;
/** What stands before the first hit. */
const BEFORE = 50;

/** What a highlight looks for, folded; `prefix` marks also the rest of the word. */
export interface Mark {
  shown: string;
  prefix: boolean;
}

interface Span {
  start: number;
  end: number;
}

/** The whole of a short text in pieces. Pure. */
export function markAll(text: string, marks: readonly Mark[]): SearchPiece[] {
  return cut(text, findSpans(text, marks));
}

/** The part of a long text where most of what was searched for stands close together, in pieces. Pure. */
export function snippetOf(text: string, marks: readonly Mark[]): SearchPiece[] {
  const spans = findSpans(text, marks);
  const best = densest(spans);
  const from = startOfWord(text, Math.max(0, (best?.start ?? 0) - BEFORE));
  const to = Math.min(text.length, from + SNIPPET_LENGTH);
  const inside = spans.filter(({ start, end }) => start >= from && end <= to);
  const part = text.slice(from, to);
  const pieces = cut(
    part,
    inside.map(({ start, end }) => ({ start: start - from, end: end - from })),
  );
  const plain = pieces.map((piece) => ({ ...piece, text: withoutMarkup(piece.text) }));
  if (from > 0) plain.unshift({ text: '… ', hit: false });
  if (to < text.length) plain.push({ text: ' …', hit: false });
  return plain.filter((piece) => piece.text !== '');
}

/** Line breaks and markdown's own signs say nothing in one line. */
function withoutMarkup(text: string): string {
  return text.replace(/[#>*_`|]+/g, ' ').replace(/\s+/g, ' ');
}

const LETTER = /[\p{L}\p{N}]/u;

/** Where the marks stand in the text itself. */
function findSpans(text: string, marks: readonly Mark[]): Span[] {
  const { folded, places } = foldWithPlaces(text);
  const spans: Span[] = [];
  for (const { shown, prefix } of marks) {
    if (shown === '') continue;
    const anywhere = isUnspaced(shown);
    for (let at = folded.indexOf(shown); at >= 0; at = folded.indexOf(shown, at + 1)) {
      let end = at + shown.length;
      if (!anywhere) {
        if (at > 0 && LETTER.test(folded[at - 1] ?? '')) continue;
        if (prefix) while (end < folded.length && LETTER.test(folded[end] ?? '')) end += 1;
        else if (LETTER.test(folded[end] ?? '')) continue;
      }
      spans.push({ start: places[at] ?? 0, end: places[end] ?? text.length });
    }
  }
  spans.sort((a, b) => a.start - b.start || b.end - a.end);
  return spans.filter((span, index) => index === 0 || span.start >= (spans[index - 1]?.end ?? 0));
}

/** The folded text, and for each of its characters (and the end) the place in the text that it came from. */
function foldWithPlaces(text: string): { folded: string; places: number[] } {
  const whole = foldText(text);
  // Nearly always nothing but letters changed, each into one.
  if (whole.length === text.length && whole === text.toLowerCase())
    return { folded: whole, places: Array.from({ length: text.length + 1 }, (_, index) => index) };
  let folded = '';
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    const one = foldText(character);
    for (let n = 0; n < one.length; n += 1) places.push(at);
    folded += one;
    at += character.length;
  }
  places.push(text.length);
  return { folded, places };
}

/** The first span of the window that holds the most of them. */
function densest(spans: readonly Span[]): Span | null {
  let best: { span: Span; count: number } | null = null;
  let until = 0;
  for (const [index, span] of spans.entries()) {
    while (until < spans.length && (spans[until]?.end ?? 0) <= span.start + SNIPPET_LENGTH - BEFORE) until += 1;
    if (best === null || until - index > best.count) best = { span, count: until - index };
  }
  return best?.span ?? null;
}

function startOfWord(text: string, at: number): number {
  if (at === 0) return 0;
  const space = text.slice(at, at + BEFORE / 2).search(/\s/u);
  return space < 0 ? at : at + space + 1;
}

function cut(text: string, spans: readonly Span[]): SearchPiece[] {
  const pieces: SearchPiece[] = [];
  let at = 0;
  for (const { start, end } of spans) {
    if (start > at) pieces.push({ text: text.slice(at, start), hit: false });
    pieces.push({ text: text.slice(start, end), hit: true });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), hit: false });
  return pieces;
}
