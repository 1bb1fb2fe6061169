import type { TextEdit } from './actions.ts';

/**
 * A person's edit of a text: what it becomes, and what of it was taken away by somebody who saw it.
 *
 * @param at a share of the text's length
 */
export function editText(text: string, edit: TextEdit, at: number, word: string): { text: string; removed: string } {
  const lines = text.split('\n');
  const line = Math.min(Math.floor(at * lines.length), lines.length - 1);
  const current = lines[line] ?? '';
  switch (edit) {
    case 'append-line':
      return { text: [...lines, `A line that ends with ${word}.`].join('\n'), removed: '' };
    case 'insert-word': {
      const words = current.split(' ');
      const place = Math.floor(((at * 7919) % 1) * (words.length + 1));
      lines[line] = words.toSpliced(place, 0, word).join(' ');
      return { text: lines.join('\n'), removed: '' };
    }
    case 'replace-line':
      lines[line] = `Instead of that line there is ${word} now.`;
      return { text: lines.join('\n'), removed: current };
    case 'rewrite':
      return { text: `All of it was written anew.\n\nIt says ${word}.\n\nNothing else.`, removed: text };
  }
}
