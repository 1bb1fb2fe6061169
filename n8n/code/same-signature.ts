/** Compares two hex signatures in a time that does not tell how much of a guess was right. */
export function sameSignature(left: string, right: string): boolean {
  const hexDigitsOfSha256 = 64;
  let differs = (left.length ^ hexDigitsOfSha256) | (right.length ^ hexDigitsOfSha256);
  for (let at = 0; at < hexDigitsOfSha256; at += 1) differs |= left.charCodeAt(at) ^ right.charCodeAt(at);
  return differs === 0;
}
