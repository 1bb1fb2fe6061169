import { useState } from 'react';
import type { BlockVersion } from '../../shared/ipc/questions.ts';
import { Dialog } from '../components/dialog.tsx';
import { useToasts } from '../components/toast-store.ts';
import { useCommand } from '../engine-port/use-command.ts';
import { ChosenVersion } from './chosen-version.tsx';
import { TextsKeptHere } from './texts-kept-here.tsx';
import { type Older, useBlockVersions } from './use-block-versions.ts';
import { VersionLine } from './version-line.tsx';

interface VersionHistoryProps {
  block: { id: string; content: string };
  label: string;
  onClose: () => void;
}

/** Every version of a text by whoever wrote it, with what each changed; one click brings a version back as the newest. */
export function VersionHistory({ block, label, onClose }: VersionHistoryProps) {
  const { answer, askOlder } = useBlockVersions(block.id);
  return (
    <Dialog open onClose={onClose} title="History" description={`${label}: who changed what, and when.`} size="full">
      {answer.state === 'asking' && <p className="text-soft">Asking the cloud for the versions…</p>}
      {answer.state === 'unavailable' && (
        <div className="min-h-0 overflow-y-auto">
          <p role="status">{answer.message}</p>
          <TextsKeptHere block={block} />
        </div>
      )}
      {answer.state === 'here' && answer.versions.length === 0 && (
        <p className="text-soft">
          No version has reached the cloud yet. The first is kept as soon as this text has been sent.
        </p>
      )}
      {answer.state === 'here' && answer.versions.length > 0 && (
        <Versions
          versions={answer.versions}
          older={answer.older}
          gap={answer.gap}
          onOlder={askOlder}
          block={block}
          onDone={onClose}
        />
      )}
    </Dialog>
  );
}

interface VersionsProps {
  versions: BlockVersion[];
  older: Older;
  gap: string | null;
  onOlder: () => void;
  block: VersionHistoryProps['block'];
  onDone: () => void;
}

function Versions({ versions, older, gap, onOlder, block, onDone }: VersionsProps) {
  const [place, setPlace] = useState(0);
  const restoreVersion = useCommand('block.restore-version');
  const edit = useCommand('block.edit');
  const show = useToasts((toasts) => toasts.show);
  const chosen = versions[place];
  const restore = async (version: BlockVersion) => {
    const restored = await restoreVersion({ id: block.id, content: version.content });
    if (restored === null) return;
    onDone();
    // An edit of what the restoring gave: whatever a colleague has written since stays, or is asked about.
    const undo = { id: block.id, base_content: version.content, content: restored.replaced };
    show({
      tone: 'success',
      title: 'Restored as the newest version',
      body: 'What was there before stays in the history.',
      action: { label: 'Undo', run: () => void edit(undo) },
    });
  };
  return (
    <div className="grid min-h-0 flex-1 grid-rows-[minmax(0,10rem)_minmax(0,1fr)] gap-x-6 gap-y-4 md:grid-cols-[15rem_minmax(0,1fr)] md:grid-rows-1">
      <VersionLine versions={versions} place={place} onPlace={setPlace} older={older} gap={gap} onOlder={onOlder} />
      {chosen !== undefined && (
        <ChosenVersion
          key={chosen.id}
          version={chosen}
          before={versions[place + 1] ?? null}
          isNewest={place === 0}
          now={block.content}
          onRestore={() => void restore(chosen)}
        />
      )}
    </div>
  );
}
