import type { Backup } from '../../shared/ipc/desk-requests.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { dayAndHour } from '../components/times.ts';
import { useDeskRequest } from '../engine-port/use-desk-request.ts';

/** The plain warning before a backup takes the place of the database. */
export function RestoreDialog({ backup, onClose }: { backup: Backup | null; onClose: () => void }) {
  const restore = useDeskRequest('backups.restore');
  if (backup === null) return null;
  const restoreIt = async () => {
    if ((await restore({ id: backup.id })) !== null) onClose();
  };
  return (
    <Dialog open onClose={onClose} title={`Restore the backup of ${dayAndHour(backup.taken_at)}?`}>
      <ul className="mb-5 flex list-disc flex-col gap-2 pl-5 text-soft">
        <li>
          The database of this machine is set aside, whole, and the backup takes its place. It takes some seconds.
        </li>
        <li>What you typed and the cloud does not have yet is carried over and sent.</li>
        <li>
          Then this machine fetches what has changed in the cloud since. So this mends a damaged database;{' '}
          <strong className="font-medium text-ink">it does not undo anybody’s work</strong>. For an older text, open its
          history.
        </li>
      </ul>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button look="danger" onClick={() => void restoreIt()}>
          Restore this backup
        </Button>
      </div>
    </Dialog>
  );
}
