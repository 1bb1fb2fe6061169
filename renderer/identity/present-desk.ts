import type { HostState } from '../../shared/ipc/host.ts';

/** Whose desk the page shows, or what stands in its place; null until the host has said so. */
export function presentDesk(host: HostState | null, isLocked: boolean): string | null {
  if (host === null) return null;
  if (host.identity === null) return 'nobody';
  const { user, organization } = host.identity;
  return `${host.workspace} ${user.id} ${organization.id}${isLocked ? ' locked' : ''}`;
}
