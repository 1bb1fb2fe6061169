/** What the address names: a conversation, nothing in particular, or one that is to be begun. */
export type ChatAddress = { kind: 'with'; id: string } | { kind: 'any' } | { kind: 'new' };

/**
 * The conversation to show; null for the form of a new one. One that is named and not here was removed, and the latest is shown in
 * its place; but not one that was begun on this page a moment ago: its row comes after the answer that it was begun.
 */
export function openConversation(
  address: ChatAddress,
  sessions: readonly { id: string }[],
  begun: string | null,
): string | null {
  if (address.kind === 'new') return null;
  const latest = sessions[0]?.id ?? null;
  if (address.kind === 'any') return latest;
  const isHere = address.id === begun || sessions.some(({ id }) => id === address.id);
  return isHere ? address.id : latest;
}
