/** One stretch of a text that another has instead. */
export interface TextDelta {
  at: number;
  removed: number;
  inserted: string;
}

/** What turns `from` into `to`, as one stretch. */
export function deltaOf(from: string, to: string): TextDelta {
  const most = Math.min(from.length, to.length);
  let at = 0;
  while (at < most && from.charCodeAt(at) === to.charCodeAt(at)) at += 1;
  let tail = 0;
  while (tail < most - at && from.charCodeAt(from.length - 1 - tail) === to.charCodeAt(to.length - 1 - tail)) tail += 1;
  return { at, removed: from.length - at - tail, inserted: to.slice(at, to.length - tail) };
}

export function applyDelta(text: string, { at, removed, inserted }: TextDelta): string {
  return text.slice(0, at) + inserted + text.slice(at + removed);
}
