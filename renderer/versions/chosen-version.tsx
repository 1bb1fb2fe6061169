import { useState } from 'react';
import { countWords } from '../../shared/domain/text-statistics.ts';
import type { BlockVersion } from '../../shared/ipc/questions.ts';
import { ComparedText } from '../compare/compared-text.tsx';
import { Button } from '../components/button.tsx';
import { Choices } from '../components/choices.tsx';
import { count, dayAndHour } from '../components/times.ts';
import { authorOf } from './version-words.ts';

interface ChosenVersionProps {
  version: BlockVersion;
  /** Null for the oldest that is here. */
  before: BlockVersion | null;
  isNewest: boolean;
  /** The text as it stands in the episode. */
  now: string;
  onRestore: () => void;
}

type View = 'changes' | 'now' | 'text';

/** One version: what it changed, how it differs from the text of today, or the text itself; and the way back to it. */
export function ChosenVersion({ version, before, isNewest, now, onRestore }: ChosenVersionProps) {
  const [view, setView] = useState<View>(before === null ? 'text' : 'changes');
  const isNow = version.content === now;
  const views: { value: View; label: string }[] = [
    ...(before === null ? [] : [{ value: 'changes' as const, label: 'What it changed' }]),
    ...(isNow ? [] : [{ value: 'now' as const, label: 'Since then' }]),
    { value: 'text', label: 'Whole text' },
  ];
  return (
    <section aria-label="The chosen version" className="flex min-h-0 flex-col">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 pb-3">
        <div className="min-w-48 flex-1">
          <p className="font-medium">
            {dayAndHour(version.updated_at)}
            {isNewest && <span className="ml-2 font-normal text-faint">the newest in the cloud</span>}
          </p>
          <p className="text-[0.8125rem] text-soft">
            <bdi>{authorOf(version)}</bdi>, {count(countWords(version.content))} words
          </p>
        </div>
        {views.length > 1 && <Choices label="View of the version" value={view} choices={views} onChange={setView} />}
        <Button look="primary" disabled={isNow} onClick={onRestore}>
          {isNow ? 'This is the text now' : 'Restore this version'}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long version is read to its end with the arrow keys. */}
      <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto rounded-lg border border-line bg-ground px-6 py-5">
        <div className="mx-auto max-w-[42rem]">
          {view === 'changes' && before !== null && <ComparedText base={before.content} text={version.content} />}
          {view === 'now' && <ComparedText base={version.content} text={now} />}
          {(view === 'text' || (view === 'changes' && before === null)) && (
            <ComparedText base={version.content} text={version.content} />
          )}
        </div>
      </div>
    </section>
  );
}
