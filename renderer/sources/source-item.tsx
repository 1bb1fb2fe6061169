import { Ellipsis } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import type { IdentifiedSource } from '../../shared/domain/episode-sources.ts';
import { Menu } from '../components/menu.tsx';
import { useToasts } from '../components/toast-store.ts';
import { useFocusBack } from '../components/use-focus-back.ts';
import { useFocusOnLoss } from '../components/use-focus-on-loss.ts';
import { useCommand } from '../engine-port/use-command.ts';
import { SourceCredibility } from './source-credibility.tsx';
import { isSourceBegun, SourceForm } from './source-form.tsx';
import { SourceName } from './source-name.tsx';

interface SourceItemProps {
  episodeId: string;
  source: IdentifiedSource;
  place: number;
  count: number;
}

/** A source with what can be done to it. Alt+Up and Alt+Down move it. */
export function SourceItem({ episodeId, source, place, count }: SourceItemProps) {
  const change = useCommand('episode.change-sources');
  const show = useToasts((toasts) => toasts.show);
  const [isEditing, setIsEditing] = useState(() => isSourceBegun(episodeId, source.id));
  const menu = useFocusBack<HTMLButtonElement>(isEditing);
  const item = useFocusOnLoss<HTMLLIElement>();
  const move = (to: number) => {
    if (to >= 0 && to < count) void change({ id: episodeId, change: { kind: 'move', id: source.id, place: to } });
  };
  const remove = async () => {
    if ((await change({ id: episodeId, change: { kind: 'remove', id: source.id } })) === null) return;
    show({
      tone: 'info',
      title: 'The source was removed',
      action: {
        label: 'Undo',
        run: () => void change({ id: episodeId, change: { kind: 'add', source, place } }),
      },
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    event.stopPropagation();
    move(place + (event.key === 'ArrowUp' ? -1 : 1));
  };
  if (isEditing) {
    return (
      <li ref={item}>
        <SourceForm episodeId={episodeId} source={source} sources={[source]} onClose={() => setIsEditing(false)} />
      </li>
    );
  }
  return (
    <li ref={item} className="group flex gap-2 text-[0.8125rem]" onKeyDown={onKeyDown}>
      <span className="w-4 shrink-0 text-right text-faint tabular-nums" aria-hidden>
        {place + 1}
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <SourceName source={source} />
        <SourceCredibility value={source.credibility} />
      </div>
      <div className="opacity-0 focus-within:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100">
        <Menu
          ref={menu}
          label={`Actions for source ${place + 1}`}
          trigger={<Ellipsis size={16} aria-hidden />}
          actions={[
            { label: 'Edit…', run: () => setIsEditing(true) },
            ...(place > 0 ? [{ label: 'Move up', run: () => move(place - 1) }] : []),
            ...(place < count - 1 ? [{ label: 'Move down', run: () => move(place + 1) }] : []),
            { label: 'Remove', run: () => void remove(), danger: true },
          ]}
        />
      </div>
    </li>
  );
}
