import { type KeyboardEvent, type MouseEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { HighlightColour } from '../../shared/ipc/commands.ts';
import { keyOf } from '../commands/key-chords.ts';
import { usePageCommands } from '../commands/page-commands.ts';
import { useToasts } from '../components/toast-store.ts';
import { useLastColour } from '../highlights/highlight-colours.ts';
import type { TextPlace } from '../highlights/passages.ts';
import { stepSentence } from '../highlights/step-sentences.ts';
import type { Highlights } from '../highlights/use-highlights.ts';
import { type SelectionPlace, useSelectedPassages } from '../highlights/use-selected-passages.ts';

interface Reader {
  article: RefObject<HTMLElement | null>;
  /** Of the selection; null without one. */
  place: SelectionPlace | null;
  /** For screen readers: what was just done. */
  said: string;
  highlightIn: (colour: HighlightColour) => void;
  highlightWithNote: () => void;
  ask: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onClick: (event: MouseEvent) => void;
}

const NOTHING_SELECTED = {
  tone: 'info',
  title: 'Select some words first',
  body: 'With the mouse, or with J: the next sentence. Shift and arrows change what is selected.',
} as const;

/** What a reader does in the text: select, highlight, note, ask; by mouse, by keys of the article and by the palette. */
export function useReader(highlights: Highlights, onAsk: (words: string) => void): Reader {
  const article = useRef<HTMLElement>(null);
  const selected = useSelectedPassages(article);
  const lastColour = useLastColour();
  const toast = useToasts((toasts) => toasts.show);
  const [said, setSaid] = useState('');
  // To go on from when nothing is selected any more.
  const lastPlace = useRef<TextPlace | null>(null);

  useEffect(() => {
    // From the editor, which is hidden now; a button that was pressed keeps the focus.
    const focused = document.activeElement;
    if (focused === document.body || focused?.closest('[hidden]') != null)
      article.current?.focus({ preventScroll: true });
  }, []);

  const highlight = async (colour: HighlightColour, withNote: boolean) => {
    const passages = selected.passages();
    if (passages.length === 0) return toast(NOTHING_SELECTED);
    lastColour.choose(colour);
    const last = passages.at(-1);
    if (last !== undefined) lastPlace.current = { blockId: last.blockId, ...last.anchor };
    const [first] = await highlights.add(passages, colour);
    if (first === undefined) return;
    // Who reads on by keys has the next sentence selected before the store has answered.
    if (JSON.stringify(selected.passages()) === JSON.stringify(passages)) selected.clear();
    setSaid(`Highlighted: ${passages[0]?.anchor.text ?? ''}`);
    if (withNote) highlights.show(first, true);
  };
  const ask = () => {
    const passages = selected.passages();
    if (passages.length === 0) return toast(NOTHING_SELECTED);
    onAsk(passages.map(({ anchor }) => anchor.text).join('\n\n'));
  };
  const showList = () => {
    const [first] = highlights.rows;
    if (first !== undefined) highlights.show(first.id, false);
  };
  const acts: Record<string, () => void> = {
    m: () => void highlight(lastColour.colour, false),
    n: () => void highlight(lastColour.colour, true),
    o: showList,
  };
  usePageCommands([
    {
      id: 'highlight.add',
      label: 'Highlight the selection',
      keys: 'M',
      words: 'mark',
      keysIn: 'field',
      run: () => acts.m?.(),
    },
    {
      id: 'highlight.note',
      label: 'Highlight with a note',
      keys: 'N',
      words: 'mark comment',
      keysIn: 'field',
      run: () => acts.n?.(),
    },
    { id: 'highlight.list', label: 'Go to the list of highlights', keys: 'O', keysIn: 'field', run: showList },
    { id: 'highlight.ask', label: 'Ask about the selection', words: 'chat question', run: ask },
  ]);
  return {
    article,
    place: selected.place,
    said,
    highlightIn: (colour) => void highlight(colour, false),
    highlightWithNote: () => void highlight(lastColour.colour, true),
    ask,
    onKeyDown(event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const key = keyOf(event);
      const direction = ({ j: 1, k: -1 } as const)[key];
      if (direction !== undefined && article.current !== null) {
        stepSentence(article.current, direction, { extend: event.shiftKey, from: lastPlace.current });
      } else if (key === 'escape') selected.clear();
      else if (acts[key] !== undefined && !event.shiftKey) acts[key]();
      else return;
      event.preventDefault();
    },
    onClick({ target }) {
      if (!(target instanceof Element) || target.closest('a') !== null) return;
      const id = target.closest('mark')?.getAttribute('data-highlight');
      if (id != null && document.getSelection()?.isCollapsed !== false) highlights.show(id, false);
    },
  };
}
