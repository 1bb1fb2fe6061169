/** What the address names: a conversation, nothing in particular, or one that is to be begun. */
export type ChatAddress = { kind: 'with'; id: string } | { kind: 'any' } | { kind: 'new' };

/** The conversations as far as they could be read. */
export interface ReadSessions {
  /** The newest first; null while none were read. */
  sessions: readonly { id: string }[] | null;
  /** False when they cannot be read: there may be others by now. */
  isCurrent: boolean;
}

/** What stands beside the list. */
export type Shown =
  | { kind: 'conversation'; id: string }
  /** The form of a new one. */
  | { kind: 'new' }
  /** The one that the address names is not in the list. */
  | { kind: 'missing' }
  /** None is named, and nobody can say which is the latest. */
  | { kind: 'unknown' };

/**
 * What to show. One that is named is never replaced by another: while the list cannot be read it stays open, and so does one that was
 * begun on this page a moment ago, whose row comes after the answer that it was begun.
 */
export function openConversation(
  address: ChatAddress,
  { sessions, isCurrent }: ReadSessions,
  begun: string | null,
): Shown {
  if (address.kind === 'new') return { kind: 'new' };
  if (address.kind === 'any') {
    if (sessions === null) return { kind: 'unknown' };
    const [latest] = sessions;
    return latest === undefined ? { kind: 'new' } : { kind: 'conversation', id: latest.id };
  }
  const { id } = address;
  const isHere = id === begun || !isCurrent || sessions === null || sessions.some((session) => session.id === id);
  return isHere ? { kind: 'conversation', id } : { kind: 'missing' };
}
