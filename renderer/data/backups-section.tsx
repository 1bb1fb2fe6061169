import { useState } from 'react';
import type { Backup } from '../../shared/ipc/desk-requests.ts';
import { Button } from '../components/button.tsx';
import { bytes, count, dayAndHour, relativeTime } from '../components/times.ts';
import { useToasts } from '../components/toast-store.ts';
import { useNow } from '../components/use-now.ts';
import { useDeskRequest } from '../engine-port/use-desk-request.ts';
import { DataSection } from './data-section.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import { useBackups } from './use-backups.ts';

export function BackupsSection() {
  const { list, reload } = useBackups();
  const make = useDeskRequest('backups.make');
  const show = useToasts((toasts) => toasts.show);
  const [isMaking, setIsMaking] = useState(false);
  const [chosen, setChosen] = useState<Backup | null>(null);
  const makeOne = async () => {
    setIsMaking(true);
    const made = await make({});
    setIsMaking(false);
    if (made === null) return;
    show({ tone: 'success', title: 'A backup was made and checked' });
    reload();
  };
  return (
    <DataSection
      id="data-backups"
      title="Backups on this machine"
      about="Made by itself about every hour while you rest. Each is opened and counted before it is kept."
      action={
        <Button disabled={isMaking} onClick={() => void makeOne()}>
          {isMaking ? 'Copying and checking…' : 'Make one now'}
        </Button>
      }
    >
      {list !== null && list.backups.length === 0 && (
        <p className="text-soft">None yet: the first is made when nothing was typed for a minute.</p>
      )}
      {list !== null && list.backups.length > 0 && (
        <ul aria-label="Backups" className="divide-y divide-line rounded-xl border border-line bg-raised">
          {list.backups.map((backup) => (
            <BackupLine key={backup.id} backup={backup} onRestore={() => setChosen(backup)} />
          ))}
        </ul>
      )}
      {list !== null && (
        <p className="mt-3 text-xs text-faint">
          In <span className="select-all break-all font-mono">{list.folder}</span>
          {list.set_aside.length > 0 &&
            `, with ${list.set_aside.length === 1 ? 'one database' : `${count(list.set_aside.length)} databases`} set aside (${bytes(list.set_aside.reduce((sum, aside) => sum + aside.bytes, 0))}).`}
        </p>
      )}
      <RestoreDialog backup={chosen} onClose={() => setChosen(null)} />
    </DataSection>
  );
}

function BackupLine({ backup, onRestore }: { backup: Backup; onRestore: () => void }) {
  const now = useNow();
  return (
    <li className="flex items-center gap-4 px-4 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="tabular-nums">{dayAndHour(backup.taken_at)}</p>
        <p className="text-xs text-faint tabular-nums">
          {relativeTime(backup.taken_at, now)}, {bytes(backup.bytes)}
          {backup.rows !== null && `, ${count(backup.rows)} rows`}
        </p>
      </div>
      <Button compact aria-label={`Restore the backup of ${dayAndHour(backup.taken_at)}`} onClick={onRestore}>
        Restore…
      </Button>
    </li>
  );
}
