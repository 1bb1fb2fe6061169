import type { DocumentBlock, EpisodeDocument } from './episode-document.ts';

/**
 * The episode as a Markdown file: front matter, then the text. Blocks are kept apart by a comment that other programs do not
 * show; text that holds such a line gets a backslash, which the import takes away. `readMarkdown` of it is the same document.
 */
export function writeMarkdown(document: EpisodeDocument): string {
  const { sources } = document;
  const head = [
    line('title', document.title),
    line('project', document.project),
    ...(document.number === null ? [] : [line('number', document.number)]),
    ...(document.date === null ? [] : [line('date', document.date)]),
    ...(document.summary === '' ? [] : [line('summary', document.summary)]),
    ...(sources.length === 0 ? [] : ['sources:']),
    ...sources.flatMap(({ title, url, credibility }) => [
      `  - ${line('title', title)}`,
      `    ${line('url', url)}`,
      ...(credibility === null || credibility === undefined ? [] : [`    ${line('credibility', credibility)}`]),
    ]),
  ];
  return `---\n${head.join('\n')}\n---\n${bodyOf(document.blocks)}`;
}

/** JSON is YAML, whatever the text holds. */
function line(key: string, value: string | number): string {
  // Signs that YAML takes for line ends or refuses.
  const written = JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${key}: ${written}`;
}

function bodyOf(blocks: readonly DocumentBlock[]): string {
  const text = blocks.map((block, index) => markOf(block, index) + escaped(block.content)).join('');
  return blocks.length === 0 ? '' : `\n${text}\n`;
}

function markOf({ type, title }: DocumentBlock, index: number): string {
  const plain = type === 'MARKDOWN' && title === '';
  if (plain && index === 0) return '';
  // ">" would end the comment.
  const about = plain ? '' : ` ${JSON.stringify({ type, title }).replaceAll('>', '\\u003e')}`;
  return `${index === 0 ? '' : '\n\n'}<!-- block${about} -->\n\n`;
}

function escaped(content: string): string {
  return content.replace(/^(\\*)<!-- block/gm, '$1\\<!-- block');
}
