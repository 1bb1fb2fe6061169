import { Ellipsis } from 'lucide-react';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { usePageCommands } from '../commands/page-commands.ts';
import { Menu } from '../components/menu.tsx';
import { useEpisodeRemoval } from './use-episode-removal.ts';

/** What can be done with an episode as a whole; the palette has it too while the episode is open. */
export function EpisodeMenu({ episode }: { episode: QueryRow<'episodes.get'> }) {
  const remove = useEpisodeRemoval();
  const run = () => void remove(episode);
  usePageCommands([{ id: 'episode.remove', label: 'Move the episode to the bin', words: 'delete trash remove', run }]);
  return (
    <Menu
      label="Episode actions"
      trigger={<Ellipsis size={16} aria-hidden />}
      actions={[{ label: 'Move to the bin', danger: true, run }]}
    />
  );
}
