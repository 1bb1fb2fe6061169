const LINE_END = /\r\n?|\n/g;

/** The ways in which the texts end their lines, each once. Pure. */
export function lineEndsOf(...texts: readonly string[]): string[] {
  // Nearly all texts have line feeds only, and that is told fast.
  if (!texts.some((text) => text.includes('\r'))) return ['\n'];
  return [...new Set(texts.flatMap((text) => text.match(LINE_END) ?? []))];
}

/** Every end of a line as this one. A carriage return alone is an end too, as editors have it. Pure. */
export function withLineEnd(text: string, end: string): string {
  return text.replace(LINE_END, end);
}
