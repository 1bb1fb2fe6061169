import type { JsonRow, SyncedTable } from '../sync/protocol.ts';

/** What a page asks of the machine beside the store's queries and commands: its backups, and rows to take away. No network. */
export interface DeskRequests {
  'backups.list': { params: Record<string, never>; answer: BackupList };
  /** `disk-full` when there is no room for one. */
  'backups.make': { params: Record<string, never>; answer: Backup };
  /**
   * Answered when it is written down that it is wanted; the engine then closes, puts the backup in place, carries over what was not
   * sent, and opens again: the page loses its port and gets another. The store before it is set aside, not deleted.
   */
  'backups.restore': { params: { id: string }; answer: { done: true } };
  /** Rows of a table in the order of their ids, EXPORT_PAGE at a time; `after` is the last id of the page before. */
  'export.rows': { params: { table: SyncedTable; after: string | null }; answer: JsonRow[] };
}

export const EXPORT_PAGE = 500;

export interface Backup {
  id: string;
  /** ISO */
  taken_at: string;
  bytes: number;
  /** Rows of the organisation in it, when they were counted. */
  rows: number | null;
}

export interface BackupList {
  /** Newest first. */
  backups: Backup[];
  /** Stores that were replaced, whole; newest first. */
  set_aside: { name: string; bytes: number }[];
  /** The folder of all of them on this machine. */
  folder: string;
}

export type DeskRequestName = keyof DeskRequests;
export type DeskRequestParams<R extends DeskRequestName> = DeskRequests[R]['params'];
export type DeskAnswer<R extends DeskRequestName> = DeskRequests[R]['answer'];
