import { Button } from '../components/button.tsx';
import { useCommand } from '../engine-port/use-command.ts';
import { editsInWords, type Unsent } from './use-unsent.ts';

interface UnsentWordsProps {
  unsent: Unsent;
  organization: string;
  canSend: boolean;
  onSave: () => void;
}

/** What of an organisation is on this machine only, and what can be done about it before somebody leaves. */
export function UnsentWords({ unsent, organization, canSend, onSave }: UnsentWordsProps) {
  const syncNow = useCommand('sync.now');
  if (unsent.state === 'opening') {
    return <p role="status">The desk is still opening. What is not sent yet is known in a moment.</p>;
  }
  if (unsent.state === 'known' && unsent.edits + unsent.conflicts === 0) {
    return <p role="status">Everything of {organization} is in the cloud.</p>;
  }
  return (
    <div role="status" className="flex flex-col gap-3 rounded-lg bg-wait-wash p-3 text-wait">
      {unsent.state === 'unreadable' ? (
        <p>
          <strong>What is not sent cannot be counted now.</strong> {unsent.message}
        </p>
      ) : (
        <>
          {unsent.edits > 0 && (
            <p>
              <strong>{editsInWords(unsent.edits)} not sent yet.</strong>{' '}
              {canSend ? 'They are on their way: wait a moment.' : 'They can be sent once the cloud can be reached.'}
            </p>
          )}
          {unsent.conflicts > 0 && <OpenConflicts count={unsent.conflicts} />}
        </>
      )}
      <div className="flex flex-wrap gap-2">
        {unsent.state === 'known' && unsent.edits > 0 && (
          <Button compact onClick={() => void syncNow({})}>
            Send now
          </Button>
        )}
        <Button compact onClick={onSave}>
          Save a copy
        </Button>
      </div>
    </div>
  );
}

function OpenConflicts({ count }: { count: number }) {
  return count === 1 ? (
    <p>
      <strong>1 conflict is open:</strong> your version of it is on this machine only. Settle it first, or save a copy.
    </p>
  ) : (
    <p>
      <strong>{count} conflicts are open:</strong> your versions of them are on this machine only. Settle them first, or
      save a copy.
    </p>
  );
}
