export interface Stretch {
  start: number;
  end: number;
}

const SENTENCES = new Intl.Segmenter(undefined, { granularity: 'sentence' });

/** The sentences of a text, without the spaces around them, by the rules of any script. A line break ends one. */
export function sentencesOf(text: string): Stretch[] {
  const found: Stretch[] = [];
  for (const { segment, index } of SENTENCES.segment(text)) {
    const start = index + segment.length - segment.trimStart().length;
    const end = index + segment.trimEnd().length;
    if (end > start) found.push({ start, end });
  }
  return found;
}
