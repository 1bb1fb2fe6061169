import type { SessionInfo } from '../../shared/ipc/contract.ts';
import { useEngineLink } from './engine-context.ts';

/** Who this desk works as; null until the engine has said so. */
export function useSession(): SessionInfo | null {
  return useEngineLink((link) => (link.state === 'connecting' ? null : link.session));
}

/** Whether limits and the audit trail are this person's. Only what is offered goes by it; the cloud decides. */
export function useIsAdmin(): boolean {
  const role = useSession()?.role;
  return role === 'OWNER' || role === 'ADMIN';
}

/** Whether the last round trip to the cloud succeeded. */
export function useIsOnline(): boolean {
  return useEngineLink((link) => link.state === 'ready' && link.status.connection.state === 'online');
}
