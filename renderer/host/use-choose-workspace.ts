import type { HostCalls } from '../../shared/ipc/host.ts';
import { useToasts } from '../components/toast-store.ts';
import { HostFailure } from './host-client.ts';
import { useHost } from './host-context.ts';

/** Opens the demo or the cloud's desk in place of the one that is open; a refusal is shown to the person. */
export function useChooseWorkspace(): (workspace: HostCalls['workspace.choose']['params']['workspace']) => void {
  const host = useHost();
  const show = useToasts((toasts) => toasts.show);
  return (workspace) => {
    host.call('workspace.choose', { workspace }).catch((error: unknown) => {
      const why =
        error instanceof HostFailure
          ? error.message
          : 'The app behind this page does not answer. What is on this machine is safe.';
      show({
        tone: 'warning',
        title: workspace === 'demo' ? 'The demo was not opened' : 'Your desk was not opened',
        body: `${why} Try again in a moment.`,
      });
    });
  };
}
