/** Blocks whose texts have an editor now: each sends what is typed into it by itself. */
const open = new Set<{ blockId: string }>();

/** Answers how to say that the editor is gone. */
export function textOpened(blockId: string): () => void {
  const entry = { blockId };
  open.add(entry);
  return () => open.delete(entry);
}

export function isTextOpen(blockId: string): boolean {
  for (const entry of open) if (entry.blockId === blockId) return true;
  return false;
}
