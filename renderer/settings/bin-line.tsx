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
  const came = parentsInBin(thing);
  const path = pathOf(thing);
  const bringBack = async () => {
    if ((await restore({ id: thing.id })) === null) return;
    show({
      tone: 'success',
      title: `“${shortened(name)}” is back`,
      ...(came.length > 0 && {
        body: `${came.map((parent) => `“${parent}”`).join(' and ')} ${came.length > 1 ? 'were' : 'was'} in the bin too, and came with it.`,
      }),
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
        <StoodIn thing={thing} />
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

/** Where it stood: a text in an episode, an episode and a note in a project. The project of a text is named where it is removed. */
function StoodIn({ thing }: { thing: Removed }) {
  const { kind, project_title, is_episode_deleted, is_project_deleted } = thing;
  if (kind === 'project' || project_title === null) return null;
  const isText = kind === 'block';
  const removed = Number(is_episode_deleted) + Number(is_project_deleted);
  return (
    <p className="truncate text-xs text-faint">
      in <bdi>{isText ? episodeName(thing) : project_title}</bdi>
      {isText && is_project_deleted && (
        <>
          {' of '}
          <bdi>{project_title}</bdi>
        </>
      )}
      {removed > 0 && `, ${removed > 1 ? 'both of which are' : 'which is'} in the bin too`}
    </p>
  );
}

/** What is brought back with it, since it would be nowhere to be seen. */
function parentsInBin(thing: Removed): string[] {
  return [
    ...(thing.is_episode_deleted ? [episodeName(thing)] : []),
    ...(thing.is_project_deleted && thing.project_title !== null ? [thing.project_title] : []),
  ];
}

function episodeName({ episode_title }: Removed): string {
  return episode_title === null || episode_title === '' ? 'Untitled episode' : episode_title;
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
