/** Limits that a page shows and a database enforces. Lengths are in code points, as Postgres' length() counts. */

/** Of a planning note (planning_notes.content). */
export const NOTE_LENGTH = 240;
/** Of one message of a chat (check_chat_message in migrations/cloud). */
export const CHAT_MESSAGE_LENGTH = 8000;
/** Of what a project remembers: a sentence or two; more is a brief. In UTF-16 units. */
export const MEMORY_LENGTH = 2000;
/** Of the titles of projects, episodes and blocks. */
export const TITLE_LENGTH = 300;
/** Live blocks of one episode, of which a page opens an editor each. A desk shows more than it makes: two may have added at once. */
export const MOST_BLOCKS = 2000;

/** Length as Postgres counts it: an emoji outside the BMP is one, not two. */
export function codePointLength(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** How many more code points fit; negative when it is too long. */
export function noteRoom(text: string): number {
  return NOTE_LENGTH - codePointLength(text);
}

export interface ProjectUse {
  status: 'ACTIVE' | 'PAUSED' | 'COMPLETED' | 'ARCHIVED';
  deleted_at: string | null;
}

/** Projects that count against the plan: all but the archived and the deleted (limit_projects in migrations/cloud). */
export function projectsInUse(projects: readonly ProjectUse[]): number {
  return projects.filter(({ status, deleted_at }) => status !== 'ARCHIVED' && deleted_at === null).length;
}

/** How far the day is, 0 to 1; a limit of 0 is reached at once. Amounts in GBP. */
export function shareOfLimit(spent: number, limit: number): number {
  if (spent >= limit) return 1;
  return Math.max(spent, 0) / limit;
}
