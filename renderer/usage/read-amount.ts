/**
 * Pounds, with a comma or a point before the pence; null for what is no amount. "1,000" is a thousand to one person and one to
 * another, so nothing with more than two places is taken.
 */
export function readAmount(text: string): number | null {
  const cleaned = text.trim().replace('£', '').replace(',', '.');
  return /^\d{1,8}(\.\d{0,2})?$/.test(cleaned) ? Number(cleaned) : null;
}
