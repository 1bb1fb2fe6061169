import type { QueryRow } from '../../shared/ipc/contract.ts';
import { useToasts } from '../components/toast-store.ts';
import { useCommand } from '../engine-port/use-command.ts';
import { type PublishState, publishState } from './publish-state.ts';

interface Publishing {
  state: PublishState;
  canTakeBack: boolean;
  publish: () => void;
  takeBack: () => void;
}

/** Whether the subscribers get an episode, and what can be done about it. */
export function usePublishing(episode: QueryRow<'episodes.get'>): Publishing {
  const publish = useCommand('episode.publish');
  const unpublish = useCommand('episode.unpublish');
  const show = useToasts((toasts) => toasts.show);
  const state = publishState(episode);
  const takeBack = () => void unpublish({ id: episode.id });
  const publishIt = async () => {
    if ((await publish({ id: episode.id })) === null) return;
    show({ tone: 'success', title: 'Published', action: { label: 'Undo', run: takeBack } });
  };
  return {
    state,
    canTakeBack: state.kind === 'published' && state.deliveredAt === null,
    publish: () => void publishIt(),
    takeBack,
  };
}
