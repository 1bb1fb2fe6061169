import type { Platform } from '../platform.ts';
import type { Lane } from './lane.ts';
import type { StatusBoard } from './status-board.ts';

export interface SyncLanes {
  /** Membership: once a session, before all else. */
  enter: Lane;
  push: Lane;
  generation: Lane;
  pull: Lane;
  /** The comparison with the cloud's own checksums; begins only when it is wanted. */
  check: Lane;
  /** Writes something small; runs only while the store is unavailable. */
  store: Lane;
}

export interface SyncLoopOptions {
  lanes: SyncLanes;
  board: Pick<StatusBoard, 'apply' | 'connection'>;
  platform: Platform;
  /** True while nothing may be sent (everything is being compared). */
  holdsBackPush: () => boolean;
  /** The first step of this session succeeded. */
  onEntered: () => void;
  onPullComplete: () => void;
  /** One table was compared, and repaired where it differed; or it has to wait until all edits are sent. */
  onChecked: (outcome: 'compared' | 'held-back') => void;
  /** Called when the cloud says that access has ended, and when it lets this user in again. */
  onAccess: (revoked: boolean) => void;
}
