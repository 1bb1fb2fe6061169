import { useLocation } from 'wouter';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { Button } from '../components/button.tsx';
import { relativeTime } from '../components/times.ts';
import { useToasts } from '../components/toast-store.ts';
import { useFocusOnLoss } from '../components/use-focus-on-loss.ts';
import { useNow } from '../components/use-now.ts';
import { useCommand } from '../engine-port/use-command.ts';

type Removed = QueryRow<'trash.list'>;

/** One thing in the bin, where it stood, and the way back. */
export function BinLine({ thing }: { thing: Removed }) {
  const now = useNow();
  const restore = {
    project: useCommand('project.restore'),
    episode: useCommand('episode.restore'),
    block: useCommand('block.restore'),
    note: useCommand('note.restore'),
  }[thing.kind];
  const show = useToasts((toasts) => toasts.show);
  const [, go] = useLocation();
  const line = useFocusOnLoss<HTMLLIElement>();
  const name = thing.title === '' ? 'Untitled' : thing.title;
  const stoodIn = parentOf(thing);
  const path = pathOf(thing);
  const bringBack = async () => {
    if ((await restore({ id: thing.id })) === null) return;
    show({
      tone: 'success',
      title: `“${shortened(name)}” is back`,
      ...(thing.is_parent_deleted &&
        stoodIn !== null && { body: `“${stoodIn}” was in the bin too, and came with it.` }),
      ...(path !== null && { action: { label: 'Open it', run: () => go(path) } }),
    });
  };
  return (
    <li ref={line} className="flex items-center gap-3 px-4 py-2">
      <span className="w-16 shrink-0 text-faint">{thing.kind === 'block' ? 'text' : thing.kind}</span>
      <div className="min-w-0 flex-1">
        <p dir="auto" className="truncate">
          {name}
        </p>
        {stoodIn !== null && (
          <p className="truncate text-xs text-faint">
            in <bdi>{stoodIn}</bdi>
            {thing.is_parent_deleted && ', which is in the bin too'}
          </p>
        )}
      </div>
      <span className="shrink-0 text-xs text-faint">
        {thing.deleted_by_name !== null && `${thing.deleted_by_name}, `}
        {relativeTime(thing.deleted_at, now)}
      </span>
      <Button compact aria-label={`Restore: ${name}`} onClick={() => void bringBack()}>
        Restore
      </Button>
    </li>
  );
}

/** A text stands in an episode, an episode and a note in a project. */
function parentOf({ kind, project_title, episode_title }: Removed): string | null {
  if (kind === 'project') return null;
  if (kind === 'block') return episode_title === '' ? 'Untitled episode' : episode_title;
  return project_title;
}

function pathOf({ kind, project_id, episode_id }: Removed): string | null {
  if (kind === 'note') return project_id === null ? null : `/projects/${project_id}/board`;
  if (kind === 'project') return project_id === null ? null : `/projects/${project_id}`;
  return episode_id === null ? null : `/episodes/${episode_id}`;
}

/** A note is a few lines; a toast names it by its beginning. */
function shortened(name: string): string {
  const most = 60;
  const letters = [...name];
  return letters.length > most ? `${letters.slice(0, most).join('').trimEnd()}…` : name;
}
