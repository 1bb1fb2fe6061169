import type { Token } from 'markdown-it';
import { parseMarkdown } from '../episodes/render-markdown.ts';
import type { Alignment, Flow, Inline } from './flow.ts';

/** The parts of a markdown text, by the parser of the reading view. */
export function readFlow(text: string, sources: number): Flow[] {
  return new Reader(parseMarkdown(text, sources)).until(null);
}

class Reader {
  readonly #tokens: Token[];
  #at = 0;

  constructor(tokens: Token[]) {
    this.#tokens = tokens;
  }

  /** Parts up to the token that closes them, which is taken too. */
  until(end: string | null): Flow[] {
    const parts: Flow[] = [];
    for (let token = this.#next(); token !== undefined && token.type !== end; token = this.#next()) {
      const part = this.#part(token);
      if (part !== null) parts.push(part);
    }
    return parts;
  }

  #next(): Token | undefined {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    return token;
  }

  #part(token: Token): Flow | null {
    switch (token.type) {
      case 'heading_open':
        return { kind: 'heading', level: Number(token.tag.slice(1)), text: this.#line() };
      case 'paragraph_open':
        return { kind: 'paragraph', text: this.#line() };
      case 'bullet_list_open':
        return { kind: 'list', first: null, items: this.#items('bullet_list_close') };
      case 'ordered_list_open':
        return { kind: 'list', first: Number(token.attrGet('start') ?? 1), items: this.#items('ordered_list_close') };
      case 'blockquote_open':
        return { kind: 'quote', content: this.until('blockquote_close') };
      case 'fence':
      case 'code_block':
        return { kind: 'code', text: token.content.replace(/\n$/, '') };
      case 'table_open':
        return this.#table();
      case 'hr':
        return { kind: 'rule' };
      default:
        return null;
    }
  }

  /** The inline token of a heading, paragraph or cell. */
  #line(): Inline[] {
    return inlines(this.#next()?.children ?? []);
  }

  #items(end: string): Flow[][] {
    const items: Flow[][] = [];
    for (let token = this.#next(); token !== undefined && token.type !== end; token = this.#next()) {
      if (token.type === 'list_item_open') items.push(this.until('list_item_close'));
    }
    return items;
  }

  #table(): Flow {
    const rows: Inline[][][] = [];
    const columns: Alignment[] = [];
    for (let token = this.#next(); token !== undefined && token.type !== 'table_close'; token = this.#next()) {
      if (token.type === 'tr_open') rows.push([]);
      if (token.type === 'th_open') columns.push(alignment(token));
      if (token.type === 'th_open' || token.type === 'td_open') rows.at(-1)?.push(this.#line());
    }
    const [head = [], ...body] = rows;
    return { kind: 'table', columns, head, rows: body };
  }
}

function alignment(cell: Token): Alignment {
  const [, where] = /text-align:\s*(center|right)/.exec(String(cell.attrGet('style') ?? '')) ?? [];
  return where === 'center' || where === 'right' ? where : 'left';
}

const STYLES = { strong: 'bold', em: 'italic', s: 'struck' } as const;

function inlines(tokens: Token[]): Inline[] {
  const parts: Inline[] = [];
  let style: Omit<Inline, 'text'> = {};
  for (const token of tokens) {
    const [, name, side] = /^(strong|em|s)_(open|close)$/.exec(token.type) ?? [];
    if (name === 'strong' || name === 'em' || name === 's') {
      const { [STYLES[name]]: _, ...without } = style;
      style = side === 'open' ? { ...style, [STYLES[name]]: true } : without;
    } else if (token.type === 'link_open') {
      style = { ...style, link: String(token.attrGet('href') ?? '') };
    } else if (token.type === 'link_close') {
      const { link: _, ...without } = style;
      style = without;
    } else if (token.type === 'code_inline') {
      parts.push({ ...style, text: token.content, code: true });
    } else if (token.type === 'source_reference') {
      parts.push({ ...style, text: token.content, source: true });
    } else if (token.type === 'softbreak') {
      parts.push({ ...style, text: ' ' });
    } else if (token.type === 'hardbreak') {
      parts.push({ ...style, text: '\n' });
    } else if (token.content !== '') {
      // Text, and what a picture shows.
      parts.push({ ...style, text: token.content });
    }
  }
  return parts;
}
