/** A text whose split is on its way to the engine. */
export interface SplitText {
  /** All of it, as it was last taken from the engine. */
  whole: string;
  /** What stays of it here. */
  head: string;
  /** What goes into the block behind it. */
  tail: string;
}

/**
 * @param whole as it was last taken from the engine
 * @param shown the same as the editor has it, with line feeds whatever the engine's has; `place` counts in it
 */
export function splitText(whole: string, shown: string, place: number): SplitText {
  const head = shown.slice(0, place).trimEnd();
  return { whole, head, tail: shown.slice(head.length) };
}

/**
 * The whole text again, with what was typed meanwhile into `now`, which the head has become. Nothing but typing changes it until the
 * split is answered, so no merge is asked: what was typed where a line was cut would clash with the rest of that line.
 */
export function wholeAgain({ whole, head, tail }: SplitText, now: string): string {
  return now === head ? whole : now + tail;
}
