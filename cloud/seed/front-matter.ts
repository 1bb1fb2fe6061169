/**
 * The head of an episode file: `key: value` lines between two lines `---`, and one kind of list, `- key: value` items indented
 * below their key. A value is JSON, or else the plain text up to a comment. That is all the content uses; a whole YAML parser
 * would accept much that it should not.
 */
export interface FrontMatter {
  head: { [key: string]: unknown };
  text: string;
}

const TOP = /^(\w+):\s*(.*)$/;
const ITEM = /^\s+(-\s+)?(\w+):\s*(.*)$/;

export function readFrontMatter(file: string): FrontMatter {
  const [, head, text] = /^---\r?\n([\s\S]*?)\r?\n---\r?\n?([\s\S]*)$/.exec(file) ?? [];
  if (head === undefined || text === undefined) throw new Error('no front matter between two lines ---');
  const values: { [key: string]: unknown } = {};
  let list: { [key: string]: unknown }[] | null = null;
  for (const line of head.split(/\r?\n/)) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    const top = TOP.exec(line);
    const item = ITEM.exec(line);
    if (top !== null) {
      const [, key = '', value = ''] = top;
      list = plain(value) === '' ? [] : null;
      values[key] = list ?? scalar(value);
    } else if (item !== null && list !== null) {
      const [, dash, key = '', value = ''] = item;
      if (dash !== undefined) list.push({});
      const last = list.at(-1);
      if (last === undefined) throw new Error(`a list item without a dash: ${line}`);
      last[key] = scalar(value);
    } else {
      throw new Error(`cannot read the line: ${line}`);
    }
  }
  return { head: values, text: text.trim() };
}

function scalar(written: string): unknown {
  const trimmed = written.trim();
  const quoted = /^("(?:[^"\\]|\\.)*")\s*(#.*)?$/.exec(trimmed)?.[1];
  if (quoted !== undefined) return JSON.parse(quoted);
  const text = plain(trimmed);
  if (/^(-?\d+(\.\d+)?|true|false|null)$/.test(text)) return JSON.parse(text);
  return text;
}

function plain(written: string): string {
  return written.replace(/(^|\s)#.*$/, '').trim();
}
