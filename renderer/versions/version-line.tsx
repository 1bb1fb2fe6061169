import { type KeyboardEvent, useMemo, useRef } from 'react';
import { countWords } from '../../shared/domain/text-statistics.ts';
import type { BlockVersion } from '../../shared/ipc/questions.ts';
import { changedWords, diffText } from '../compare/diff-text.ts';
import { Button } from '../components/button.tsx';
import { count, dayOf, hourOf } from '../components/times.ts';
import type { Older } from './use-block-versions.ts';
import { authorOf } from './version-words.ts';

interface VersionLineProps {
  /** Newest first. */
  versions: BlockVersion[];
  place: number;
  onPlace: (place: number) => void;
  older: Older;
  /** Why the last older ones did not come. */
  gap: string | null;
  onOlder: () => void;
}

/** The line of time: versions by day, newest first, each with its author and how much it changed. Arrow keys go along it. */
export function VersionLine({ versions, place, onPlace, older, gap, onOlder }: VersionLineProps) {
  const list = useRef<HTMLOListElement>(null);
  const step = (event: KeyboardEvent) => {
    const target = place + ({ ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0);
    if (target === place || versions[target] === undefined) return;
    event.preventDefault();
    onPlace(target);
    list.current?.querySelectorAll<HTMLButtonElement>('[data-version]')[target]?.focus();
  };
  return (
    <ol ref={list} aria-label="Versions, newest first" onKeyDown={step} className="min-h-0 overflow-y-auto pr-1 pb-2">
      {versions.map((version, index) => {
        const day = dayOf(version.updated_at);
        const newer = versions[index - 1];
        return (
          <li key={version.id}>
            {(newer === undefined || dayOf(newer.updated_at) !== day) && (
              <p className={`px-2.5 pb-1 text-xs font-semibold text-faint ${index === 0 ? '' : 'pt-3'}`}>{day}</p>
            )}
            <button
              type="button"
              data-version
              aria-current={index === place}
              onClick={() => onPlace(index)}
              className="w-full rounded-md px-2.5 py-1.5 text-left hover:bg-hover aria-current:bg-selected"
            >
              <span className="flex items-baseline justify-between gap-2">
                <span className="font-medium tabular-nums">{hourOf(version.updated_at)}</span>
                <ChangedWords version={version} before={versions[index + 1]} />
              </span>
              <span dir="auto" className="block truncate text-[0.8125rem] text-soft">
                {authorOf(version)}
              </span>
              <span className="sr-only">, {count(countWords(version.content))} words</span>
            </button>
          </li>
        );
      })}
      {older !== 'none' && (
        <li className="px-2.5 pt-2">
          <p role="status" className="mb-2 text-[0.8125rem] text-soft empty:hidden">
            {gap}
          </p>
          <Button compact disabled={older === 'asking'} onClick={onOlder}>
            {gap === null ? 'Older versions' : 'Ask again'}
          </Button>
        </li>
      )}
    </ol>
  );
}

function ChangedWords({ version, before }: { version: BlockVersion; before: BlockVersion | undefined }) {
  const changed = useMemo(
    () => (before === undefined ? null : changedWords(diffText(before.content, version.content))),
    [before, version],
  );
  if (changed === null) return null;
  return (
    <span className="flex gap-1.5 text-xs tabular-nums">
      {changed.added > 0 && (
        <span className="text-good">
          <span aria-hidden>+</span>
          {count(changed.added)}
          <span className="sr-only"> words added</span>
        </span>
      )}
      {changed.removed > 0 && (
        <span className="text-bad">
          <span aria-hidden>−</span>
          {count(changed.removed)}
          <span className="sr-only"> words removed</span>
        </span>
      )}
    </span>
  );
}
