import { Link } from 'wouter';
import { Button } from '../components/button.tsx';
import { useSyncStatus } from '../engine-port/engine-context.ts';
import { useCommand } from '../engine-port/use-command.ts';
import { syncWords } from '../sync-badge/sync-words.ts';
import { ThreeTruths } from '../sync-badge/three-truths.tsx';
import { DataSection } from './data-section.tsx';

export function CloudSection() {
  const status = useSyncStatus();
  const compare = useCommand('sync.check');
  return (
    <DataSection
      id="data-cloud"
      title="This machine and the cloud"
      about={status === null ? 'Nothing is known yet.' : syncWords(status).sentence}
      action={
        <Button disabled={status?.connection.state !== 'online'} onClick={() => void compare({})}>
          Compare now
        </Button>
      }
    >
      {status !== null && (
        <div className="rounded-xl border border-line bg-raised px-4 py-3">
          <ThreeTruths status={status} />
        </div>
      )}
      <p className="mt-3">
        <Link href="/log" className="text-accent hover:underline">
          Read the sync log
        </Link>
      </p>
    </DataSection>
  );
}
