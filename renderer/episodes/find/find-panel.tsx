import { SearchQuery } from '@codemirror/search';
import { ArrowDown, ArrowUp, CaseSensitive, Regex, WholeWord, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { isEscape } from '../../components/is-escape.ts';
import { count } from '../../components/times.ts';
import { useWritingDesk } from '../writing/use-writing.ts';
import { type FindState, TextFinder } from './text-finder.ts';

const NOTHING = new SearchQuery({ search: '' });
const FIELD =
  'h-7 w-full min-w-0 rounded-md border border-line-strong bg-ground px-2 text-[0.8125rem] placeholder:text-faint';

interface FindPanelProps {
  /** Rises with each wish to find, so that the field is focused again. */
  asked: number;
  onClose: () => void;
}

/** Find and replace over all blocks. Enter goes on, Shift+Enter back, Esc returns to the text where the match is. */
export function FindPanel({ asked, onClose }: FindPanelProps) {
  const desk = useWritingDesk();
  const field = useRef<HTMLInputElement>(null);
  const finder = useRef<TextFinder | null>(null);
  const [spec, setSpec] = useState({ search: '', replace: '', caseSensitive: false, wholeWord: false, regexp: false });
  const [found, setFound] = useState<FindState>({ total: 0, at: 0 });
  const query = new SearchQuery({ ...spec, literal: !spec.regexp });

  useEffect(() => {
    const made = new TextFinder(desk, setFound);
    finder.current = made;
    const stop = desk.onUpdate((_, update) => {
      if (update.docChanged) made.recount();
    });
    return () => {
      stop();
      made.set(null, NOTHING);
      made.close();
    };
  }, [desk]);
  useEffect(() => {
    if (asked === 0) return;
    const view = desk.active?.view;
    const selected = view?.state.sliceDoc(view.state.selection.main.from, view.state.selection.main.to) ?? '';
    if (selected !== '' && !selected.includes('\n')) setSpec((now) => ({ ...now, search: selected }));
    field.current?.focus();
    field.current?.select();
  }, [asked, desk]);
  useEffect(() => {
    const asking = new SearchQuery({ ...spec, literal: !spec.regexp });
    finder.current?.set(spec.search === '' ? null : asking, NOTHING);
  }, [spec]);

  const isWrong = spec.search !== '' && !query.valid;
  const close = () => {
    onClose();
    desk.active?.view.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isEscape(event)) {
      event.preventDefault();
      close();
    } else if (event.key === 'Enter' && event.target instanceof HTMLInputElement && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (event.target === field.current) finder.current?.step(event.shiftKey ? -1 : 1);
      else finder.current?.replace();
    }
  };
  const toggle = (key: 'caseSensitive' | 'wholeWord' | 'regexp', label: string, icon: ReactNode) => (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={spec[key]}
      onClick={() => setSpec({ ...spec, [key]: !spec[key] })}
      className="flex size-7 shrink-0 items-center justify-center rounded-md text-faint hover:bg-hover hover:text-ink aria-pressed:bg-selected aria-pressed:text-ink"
    >
      {icon}
    </button>
  );
  return (
    <search
      aria-label="Find in the text"
      onKeyDown={onKeyDown}
      className="sticky top-2 z-20 mb-4 grid grid-cols-[minmax(0,1fr)_auto] gap-1.5 rounded-lg border border-line bg-raised p-2 shadow-raised"
    >
      <div className="flex items-center gap-1.5">
        <input
          ref={field}
          dir="auto"
          aria-label="Find"
          aria-invalid={isWrong}
          placeholder="Find"
          value={spec.search}
          onChange={(event) => setSpec({ ...spec, search: event.target.value })}
          className={FIELD}
        />
        {toggle('caseSensitive', 'Match case', <CaseSensitive size={16} aria-hidden />)}
        {toggle('wholeWord', 'Whole words', <WholeWord size={16} aria-hidden />)}
        {toggle('regexp', 'Regular expression', <Regex size={15} aria-hidden />)}
      </div>
      <div className="flex items-center gap-0.5">
        <span role="status" className="min-w-24 px-1 text-right text-xs text-faint tabular-nums">
          {isWrong ? 'No valid expression' : spec.search === '' ? '' : foundWords(found)}
        </span>
        <Button look="quiet" compact aria-label="Match before" onClick={() => finder.current?.step(-1)}>
          <ArrowUp size={15} aria-hidden />
        </Button>
        <Button look="quiet" compact aria-label="Next match" onClick={() => finder.current?.step(1)}>
          <ArrowDown size={15} aria-hidden />
        </Button>
        <Button look="quiet" compact aria-label="Close" onClick={close}>
          <X size={15} aria-hidden />
        </Button>
      </div>
      <input
        dir="auto"
        aria-label="Replace with"
        placeholder="Replace with"
        value={spec.replace}
        onChange={(event) => setSpec({ ...spec, replace: event.target.value })}
        className={FIELD}
      />
      <div className="flex items-center justify-end gap-1.5">
        <Button compact onClick={() => finder.current?.replace()}>
          Replace
        </Button>
        <Button compact onClick={() => finder.current?.replaceAll()}>
          Replace all
        </Button>
      </div>
    </search>
  );
}

function foundWords({ total, at }: FindState): string {
  if (total === null) return '';
  if (total === 0) return 'Nothing found';
  return at === 0 ? `${count(total)} found` : `${count(at)} of ${count(total)}`;
}
