import { useState } from 'react';
import { countWords } from '../../shared/domain/text-statistics.ts';
import type { BlockVersion } from '../../shared/ipc/questions.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { dayAndHour } from '../components/times.ts';
import { useToasts } from '../components/toast-store.ts';
import { VersionText } from '../conflicts/version-text.tsx';
import { useCommand } from '../engine-port/use-command.ts';
import { TextsKeptHere } from './texts-kept-here.tsx';
import { useBlockVersions } from './use-block-versions.ts';

interface VersionHistoryProps {
  block: { id: string; content: string };
  label: string;
  onClose: () => void;
}

/** Every version of a text by whoever wrote it, with what each changed; one click brings a version back as the newest. */
export function VersionHistory({ block, label, onClose }: VersionHistoryProps) {
  const { answer, askOlder } = useBlockVersions(block.id);
  return (
    <Dialog open onClose={onClose} title="History" description={`${label}: who changed what, and when.`} wide>
      {answer.state === 'asking' && <p className="text-soft">Asking the cloud for the versions…</p>}
      {answer.state === 'unavailable' && (
        <>
          <p role="status">{answer.message}</p>
          <TextsKeptHere block={block} />
        </>
      )}
      {answer.state === 'here' && answer.versions.length === 0 && (
        <p className="text-soft">No version has reached the cloud yet.</p>
      )}
      {answer.state === 'here' && answer.versions.length > 0 && (
        <Timeline
          versions={answer.versions}
          older={answer.older}
          onOlder={askOlder}
          block={block}
          onRestored={onClose}
        />
      )}
    </Dialog>
  );
}

interface TimelineProps {
  versions: BlockVersion[];
  older: 'none' | 'there' | 'asking';
  onOlder: () => void;
  block: VersionHistoryProps['block'];
  onRestored: () => void;
}

function Timeline({ versions, older, onOlder, block, onRestored }: TimelineProps) {
  const [place, setPlace] = useState(0);
  const restoreVersion = useCommand('block.restore-version');
  const show = useToasts((toasts) => toasts.show);
  const chosen = versions[place];
  const before = versions[place + 1];
  const restore = async (version: BlockVersion) => {
    const restored = await restoreVersion({ id: block.id, content: version.content });
    if (restored === null) return;
    onRestored();
    show({
      tone: 'success',
      title: 'Restored as the newest version',
      body: 'What was there before stays in the history.',
      action: {
        label: 'Undo',
        run: () => void restoreVersion({ id: block.id, content: restored.replaced }),
      },
    });
  };
  return (
    <div className="grid grid-cols-[13rem_minmax(0,1fr)] items-start gap-5">
      <ol
        aria-label="Versions, newest first"
        className="sticky top-0 flex max-h-[60vh] flex-col gap-1 overflow-y-auto pr-1"
      >
        {versions.map((version, index) => (
          <li key={version.id}>
            <button
              type="button"
              aria-current={index === place}
              onClick={() => setPlace(index)}
              className="w-full rounded-md px-2.5 py-1.5 text-left transition-colors hover:bg-hover aria-current:bg-accent-wash"
            >
              <span className="block font-medium">{dayAndHour(version.updated_at)}</span>
              <span className="block text-[0.8125rem] text-soft">{authorOf(version)}</span>
              <span className="block text-xs text-soft">{words(version.content)}</span>
            </button>
          </li>
        ))}
        {older !== 'none' && (
          <li>
            <Button compact disabled={older === 'asking'} onClick={onOlder}>
              Older versions
            </Button>
          </li>
        )}
      </ol>
      {chosen !== undefined && (
        <section aria-label="The chosen version">
          <div className="mb-3 flex items-center justify-between gap-4">
            <p className="text-soft">
              {before === undefined ? 'The oldest version here' : 'What it changed in the version before it'}
            </p>
            <Button look="primary" disabled={chosen.content === block.content} onClick={() => void restore(chosen)}>
              Restore this version
            </Button>
          </div>
          <VersionText base={(before ?? chosen).content} text={chosen.content} />
        </section>
      )}
    </div>
  );
}

function words(text: string): string {
  const count = countWords(text);
  return count === 1 ? '1 word' : `${count.toLocaleString('en-GB')} words`;
}

function authorOf({ author }: BlockVersion): string {
  switch (author.kind) {
    case 'producer':
      return author.name ?? 'A producer';
    case 'generation':
      return 'Generated';
    case 'database':
      return 'Written in the database';
  }
}
