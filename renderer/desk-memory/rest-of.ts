/**
 * What is left of a field once what was sent out of it was taken; null when nothing was typed since. What was typed on is the beginning
 * of the next; what was written over it is no rest of it.
 */
export function restOf(standing: string, sent: string): string | null {
  if (!standing.startsWith(sent)) return standing;
  const rest = standing.slice(sent.length);
  return rest.trim() === '' ? null : rest;
}
