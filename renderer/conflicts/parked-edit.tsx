import { useState } from 'react';
import { Link } from 'wouter';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { Button } from '../components/button.tsx';
import { relativeTime } from '../components/times.ts';
import { useToasts } from '../components/toast-store.ts';
import { useFocusBack } from '../components/use-focus-back.ts';
import { useFocusOnLoss } from '../components/use-focus-on-loss.ts';
import { useNow } from '../components/use-now.ts';
import { useCommand } from '../engine-port/use-command.ts';
import { isParkedEditBegun, ParkedEditForm } from './parked-edit-form.tsx';
import { editableText, typedText } from './parked-text.ts';

const THING: Record<string, string> = {
  projects: 'Project',
  episodes: 'Episode',
  blocks: 'Text',
  planning_notes: 'Planning note',
  organizations: 'Organisation',
  highlights: 'Highlight',
  agent_memories: 'Memory',
};

const DID = { insert: 'new', update: 'changed', delete: 'removed' } as const;

/** One refused edit: what it was, why it was refused, and every way on. */
export function ParkedEdit({ edit }: { edit: QueryRow<'attention.list'> }) {
  const retry = useCommand('attention.retry');
  const discard = useCommand('attention.discard');
  const show = useToasts((toasts) => toasts.show);
  const now = useNow();
  const [doing, setDoing] = useState<'reading' | 'editing' | 'discarding'>(() =>
    isParkedEditBegun(edit) ? 'editing' : 'reading',
  );
  const editor = useFocusBack<HTMLButtonElement>(doing === 'editing');
  const discarder = useFocusBack<HTMLButtonElement>(doing === 'discarding');
  const card = useFocusOnLoss<HTMLLIElement>();
  const editable = editableText(edit);
  const typed = typedText(edit.patch);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(typed);
      show({ tone: 'success', title: 'Copied' });
    } catch {
      show({
        tone: 'warning',
        title: 'This could not be copied',
        body: 'It is still kept here. Select the words and copy them by hand.',
      });
    }
  };
  return (
    <li ref={card} className="rounded-xl border border-line bg-raised">
      <div className="px-5 pt-4 pb-3">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span dir="auto" className="min-w-0 truncate font-medium">
            {edit.title ?? 'Untitled'}
          </span>
          <span className="text-faint">
            {THING[edit.table_name] ?? 'Edit'}, {DID[edit.op]} {relativeTime(edit.changed_at, now)}
          </span>
          {edit.episode_id !== null && (
            <Link href={`/episodes/${edit.episode_id}`} className="ml-auto text-accent hover:underline">
              Open the episode
            </Link>
          )}
        </p>
        <p className="mt-1.5 text-bad">{edit.error?.message}</p>
        {edit.error?.hint != null && <p className="mt-0.5 text-soft">{edit.error.hint}</p>}
      </div>
      {doing === 'editing' && editable !== null ? (
        <ParkedEditForm edit={edit} editable={editable} onDone={() => setDoing('reading')} />
      ) : (
        <>
          {typed !== '' && (
            <p
              dir="auto"
              className="mx-5 max-h-40 overflow-y-auto whitespace-pre-wrap break-words rounded-md bg-sunken px-3 py-2 font-serif text-[0.9375rem]"
            >
              {typed}
            </p>
          )}
          <div className="flex flex-wrap items-center gap-2 px-5 py-4">
            {doing === 'discarding' ? (
              <>
                <p className="mr-2 text-soft">It is gone then, here too. Copy it first if you may need it.</p>
                <Button look="danger" onClick={() => void discard({ mutation_id: edit.mutation_id })}>
                  Discard it
                </Button>
                {/* A button of its own: one that was there already, with other words, would not take the focus. */}
                <Button key="keep" autoFocus onClick={() => setDoing('reading')}>
                  Keep it
                </Button>
              </>
            ) : (
              <>
                <Button look="primary" onClick={() => void retry({ mutation_id: edit.mutation_id })}>
                  Send again
                </Button>
                {editable !== null && (
                  <Button ref={editor} onClick={() => setDoing('editing')}>
                    Edit…
                  </Button>
                )}
                <Button onClick={() => void copy()}>Copy</Button>
                <Button ref={discarder} look="danger" onClick={() => setDoing('discarding')}>
                  Discard…
                </Button>
              </>
            )}
          </div>
        </>
      )}
    </li>
  );
}
