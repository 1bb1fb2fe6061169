const STRONG = /\p{L}/u;
const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** Whether a text has a direction of its own: digits and signs take that of what stands around them. */
export function hasLetter(text: string): boolean {
  return STRONG.test(text);
}

/** Whether a text reads from right to left: by its first letter, as `dir="auto"` decides. */
export function isRightToLeft(text: string): boolean {
  const letter = STRONG.exec(text)?.[0];
  return letter !== undefined && RIGHT_TO_LEFT.test(letter);
}
