import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import type { Json } from '../../shared/sync/protocol.ts';
import { ComparedText } from '../compare/compared-text.tsx';
import { Button } from '../components/button.tsx';
import { relativeTime } from '../components/times.ts';
import { useToasts } from '../components/toast-store.ts';
import { useFocusBack } from '../components/use-focus-back.ts';
import { useFocusOnLoss } from '../components/use-focus-on-loss.ts';
import { useNow } from '../components/use-now.ts';
import { useCommand } from '../engine-port/use-command.ts';
import { isMergedTextBegun, MergedTextForm } from './merged-text-form.tsx';
import { standingWords } from './standing-words.ts';
import { columnWords, valueWords } from './value-words.ts';

type Conflict = QueryRow<'conflicts.open'>;

/** One conflict: what both began with, mine and theirs side by side, one click for each way out, or a text of one's own. */
export function ConflictCard({ conflict }: { conflict: Conflict }) {
  const resolve = useCommand('conflict.resolve');
  const reopen = useCommand('conflict.reopen');
  const show = useToasts((toasts) => toasts.show);
  const [isEditing, setIsEditing] = useState(() => isMergedTextBegun(conflict.id));
  const writer = useFocusBack<HTMLButtonElement>(isEditing);
  const card = useFocusOnLoss<HTMLLIElement>();
  const { merged, base, column_name: column } = conflict;
  const choose = async (choice: 'mine' | 'theirs' | 'merged', text?: string) => {
    const given = { id: conflict.id, choice, ...(text === undefined ? {} : { text }) };
    if ((await resolve(given)) === null) return false;
    show({
      tone: 'success',
      title: 'Decided',
      action: { label: 'Undo', run: () => void reopen({ id: conflict.id }) },
    });
    return true;
  };
  const them = conflict.their_author_name ?? conflict.their_author ?? 'Somebody else';
  const themInside = them === 'Somebody else' ? 'somebody else' : them;
  const before = valueWords(column, base);
  return (
    <li ref={card} className="overflow-hidden rounded-xl border border-line bg-raised">
      <header className="flex items-baseline gap-2 border-b border-line px-5 py-3">
        <h2 dir="auto" className="min-w-0 truncate font-medium">
          {conflict.title ?? 'Untitled'}
        </h2>
        <span className="shrink-0 text-faint">{columnWords(column)}</span>
        {conflict.episode_id !== null && (
          <Link href={`/episodes/${conflict.episode_id}`} className="ml-auto shrink-0 text-accent hover:underline">
            Open the episode
          </Link>
        )}
      </header>
      <div className="grid grid-cols-1 divide-line max-lg:divide-y lg:grid-cols-3 lg:divide-x">
        <Side title="Before" when={null} base={before} text={valueWords(column, conflict.mine)} show="base" />
        <Side title="Mine" when={conflict.mine_at} base={before} text={valueWords(column, conflict.mine)}>
          <Button onClick={() => void choose('mine')}>Keep mine</Button>
        </Side>
        <Side title={them} when={conflict.their_at} base={before} text={valueWords(column, conflict.theirs)}>
          <Button onClick={() => void choose('theirs')}>Keep theirs</Button>
        </Side>
      </div>
      {isEditing && typeof merged === 'string' ? (
        <MergedTextForm
          conflictId={conflict.id}
          text={merged}
          onAccept={(text) => choose('merged', text)}
          onCancel={() => setIsEditing(false)}
        />
      ) : (
        <footer className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line bg-sunken px-5 py-3">
          <p className="min-w-60 flex-1 text-[0.8125rem] text-soft">{standingWords(conflict, themInside)}</p>
          {isText(merged) && (
            <Button ref={writer} onClick={() => setIsEditing(true)}>
              Write it from both…
            </Button>
          )}
          <Button look="primary" onClick={() => void choose('merged')}>
            Keep it as it is now
          </Button>
        </footer>
      )}
    </li>
  );
}

interface SideProps {
  title: string;
  when: string | null;
  base: string;
  text: string;
  show?: 'base';
  children?: ReactNode;
}

function Side({ title, when, base, text, show, children }: SideProps) {
  const now = useNow();
  return (
    <section className="flex min-w-0 flex-col p-5" aria-label={title}>
      <h3 className="mb-2 text-xs font-semibold text-faint">
        <bdi>{title}</bdi>
        {when !== null && <span className="font-normal">, {relativeTime(when, now)}</span>}
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long version is read to its end with the arrow keys. */}
      <div className="max-h-96 min-h-0 flex-1 overflow-y-auto" tabIndex={0}>
        {(show === 'base' ? base : text) === '' ? (
          <p className="text-faint">Empty</p>
        ) : (
          <ComparedText base={base} text={text} show={show ?? 'changes'} />
        )}
      </div>
      {children !== undefined && <div className="pt-4">{children}</div>}
    </section>
  );
}

function isText(value: Json | null): value is string {
  return typeof value === 'string';
}
