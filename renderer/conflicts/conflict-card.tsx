import { useState } from 'react';
import { Link } from 'wouter';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import type { Json } from '../../shared/sync/protocol.ts';
import { Button } from '../components/button.tsx';
import { relativeTime } from '../components/times.ts';
import { useToasts } from '../components/toast-store.ts';
import { useNow } from '../components/use-now.ts';
import { useCommand } from '../engine-port/use-command.ts';
import { MergedTextForm } from './merged-text-form.tsx';
import { VersionText } from './version-text.tsx';

type Conflict = QueryRow<'conflicts.open'>;

const COLUMN: Record<string, string> = {
  content: 'text',
  title: 'title',
  summary: 'summary',
  onboarding_brief: 'brief',
};

/** One conflict: what both began with, mine and theirs side by side, one click for each way out, or a text of one's own. */
export function ConflictCard({ conflict }: { conflict: Conflict }) {
  const now = useNow();
  const resolve = useCommand('conflict.resolve');
  const reopen = useCommand('conflict.reopen');
  const show = useToasts((toasts) => toasts.show);
  const [isEditing, setIsEditing] = useState(false);
  const { merged } = conflict;
  const choose = async (choice: 'mine' | 'theirs' | 'merged', text?: string) => {
    const given = { id: conflict.id, choice, ...(text === undefined ? {} : { text }) };
    if ((await resolve(given)) === null) return;
    show({
      tone: 'success',
      title: 'Decided',
      action: { label: 'Undo', run: () => void reopen({ id: conflict.id }) },
    });
  };
  const them = conflict.their_author_name ?? conflict.their_author ?? 'Somebody else';
  return (
    <li className="rounded-xl border border-line bg-raised">
      <header className="flex items-baseline gap-2 border-b border-line px-4 py-2.5">
        <h2 className="min-w-0 truncate font-medium">{conflict.title ?? 'Untitled'}</h2>
        <span className="text-faint">{COLUMN[conflict.column_name ?? ''] ?? conflict.column_name}</span>
        {conflict.episode_id !== null && (
          <Link href={`/episodes/${conflict.episode_id}`} className="ml-auto shrink-0 text-accent hover:underline">
            Open the episode
          </Link>
        )}
      </header>
      <div className="grid grid-cols-1 divide-line max-lg:divide-y lg:grid-cols-3 lg:divide-x">
        <Side title="Before" when={null} now={now} base={conflict.base} value={conflict.base} />
        <Side title="Mine" when={conflict.mine_at} now={now} base={conflict.base} value={conflict.mine} />
        <Side title={them} when={conflict.their_at} now={now} base={conflict.base} value={conflict.theirs} />
      </div>
      {isEditing && typeof merged === 'string' ? (
        <MergedTextForm
          text={merged}
          onAccept={(text) => void choose('merged', text)}
          onCancel={() => setIsEditing(false)}
        />
      ) : (
        <footer className="flex flex-wrap gap-2 border-t border-line px-4 py-2.5">
          <Button onClick={() => void choose('mine')}>Keep mine</Button>
          <Button onClick={() => void choose('theirs')}>Keep theirs</Button>
          {typeof merged === 'string' && <Button onClick={() => setIsEditing(true)}>Write it from both…</Button>}
          <Button look="primary" onClick={() => void choose('merged')}>
            Keep it as it is now
          </Button>
        </footer>
      )}
    </li>
  );
}

function Side(props: { title: string; when: string | null; now: number; base: Json | null; value: Json | null }) {
  return (
    <section className="min-w-0 p-4" aria-label={props.title}>
      <h3 className="mb-2 text-xs font-semibold text-faint">
        {props.title}
        {props.when !== null && <span className="font-normal">, {relativeTime(props.when, props.now)}</span>}
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long version is read to its end with the arrow keys. */}
      <div className="max-h-96 overflow-y-auto" tabIndex={0}>
        <VersionText base={asText(props.base)} text={asText(props.value)} />
      </div>
    </section>
  );
}

function asText(value: Json | null): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
