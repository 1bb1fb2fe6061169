import type { QueryRow } from '../../shared/ipc/contract.ts';
import { Button } from '../components/button.tsx';
import { relativeTime } from '../components/times.ts';
import { useNow } from '../components/use-now.ts';
import { useCommand } from '../engine-port/use-command.ts';
import { useRows } from '../engine-port/use-live-query.ts';

/** What was removed. Nothing is ever gone for good from here. */
export function Bin() {
  const things = useRows('trash.list', {});
  return (
    <section aria-labelledby="bin">
      <h2 id="bin" className="mb-2 text-[0.9375rem] font-semibold">
        Bin
      </h2>
      {things.length === 0 && <p className="text-soft">The bin is empty.</p>}
      <ul className="divide-y divide-line rounded-xl border border-line bg-raised empty:hidden">
        {things.map((thing) => (
          <BinLine key={thing.id} thing={thing} />
        ))}
      </ul>
    </section>
  );
}

function BinLine({ thing }: { thing: QueryRow<'trash.list'> }) {
  const now = useNow();
  const restore = {
    project: useCommand('project.restore'),
    episode: useCommand('episode.restore'),
    block: useCommand('block.restore'),
    note: useCommand('note.restore'),
  }[thing.kind];
  return (
    <li className="flex items-center gap-3 px-4 py-2">
      <span className="w-16 shrink-0 text-faint">{thing.kind === 'block' ? 'text' : thing.kind}</span>
      <span className="min-w-0 flex-1 truncate">{thing.title === '' ? 'Untitled' : thing.title}</span>
      <span className="shrink-0 text-xs text-faint">
        {thing.deleted_by_name !== null && `${thing.deleted_by_name}, `}
        {relativeTime(thing.deleted_at, now)}
      </span>
      <Button compact onClick={() => void restore({ id: thing.id })}>
        Restore
      </Button>
    </li>
  );
}
