import type { SessionInfo } from '../../shared/ipc/contract.ts';

/** Under whose name this page keeps what is kept in it: one person in one organisation. */
export function ownerOf({ user, organization }: Pick<SessionInfo, 'user' | 'organization'>): string {
  return `${user.id} ${organization.id}`;
}
