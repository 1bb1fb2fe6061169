import type { Text } from '@codemirror/state';

export interface Heading {
  level: number;
  title: string;
  /** Where its line begins. */
  at: number;
}

/** Signs of emphasis, code and links, which an outline shows without. */
const SIGNS = /\*\*|__|~~|`|(?<![\p{L}\p{N}])[*_]|[*_](?![\p{L}\p{N}])|!?\[([^\]]*)\]\([^)]*\)/gu;

/** The headings of a markdown text, by its lines alone: a text of any length is parsed no further than it is seen. */
export function headingsOf(doc: Text): Heading[] {
  const headings: Heading[] = [];
  let fence: string | null = null;
  let before = '';
  let at = 0;
  for (const line of doc.iterLines()) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== null) {
      if (mark?.startsWith(fence) && line.trim() === mark) fence = null;
    } else if (mark !== undefined) {
      fence = mark;
    } else {
      const heading = /^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/.exec(line);
      const underline = /^ {0,3}(=+|-{2,})[ \t]*$/.exec(line)?.[1];
      if (heading?.[1] !== undefined) headings.push({ level: heading[1].length, title: plain(heading[2] ?? ''), at });
      else if (underline !== undefined && /^[^\s>#|-]/.test(before)) {
        headings.push({ level: underline.startsWith('=') ? 1 : 2, title: plain(before), at: at - before.length - 1 });
      }
    }
    before = fence === null ? line : '';
    at += line.length + 1;
  }
  return headings;
}

function plain(title: string): string {
  return title.replace(SIGNS, '$1').trim();
}
