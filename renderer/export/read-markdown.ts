import { parseDocument } from 'yaml';
import { z } from 'zod';
import { TITLE_LENGTH } from '../../shared/domain/limits.ts';
import type { DocumentBlock, EpisodeDocument } from './episode-document.ts';

/** Why a file cannot be an episode, in words for the person who chose it. */
export class UnreadableFile extends Error {}

/** A mark of write-markdown.ts, with up to two line ends on either side; by hand people write fewer. */
const MARK = /(^|\n{1,2})<!-- block(?: (\{[^\n]*?\}))? -->(?:\n{1,2}|$)/g;

/**
 * The document in a Markdown file: one of ours, or anybody's. Front matter that is not ours is read as far as it says
 * something; without a title the first heading is the title.
 *
 * @param name of the file, for a title where there is none in it
 * @param heading whether the first heading becomes the title, and is no longer in the text, or stays where it is: what goes into
 *   an episode that has a title would lose it
 */
export function readMarkdown(file: string, name: string, heading: 'is-title' | 'stays' = 'is-title'): EpisodeDocument {
  const text = file.replace(/\r\n?/g, '\n');
  const parts = split(text);
  const said = readHead(parts.head);
  // A rule, some words and a rule are text and no front matter.
  const body = said === null ? text : parts.body;
  const about = said ?? HEAD.parse({});
  const written = about.title === null ? firstHeading(body) : null;
  return {
    title: short(about.title ?? written?.title ?? name.replace(/\.[^.]+$/, '')),
    project: about.project,
    number: about.number,
    date: about.date,
    summary: about.summary,
    blocks: readBlocks(heading === 'is-title' && written !== null ? written.rest : body),
    sources: about.sources,
  };
}

function split(file: string): { head: string | null; body: string } {
  const [whole, head] = /^---\n(?:([\s\S]*?)\n)?---(?:\n|$)/.exec(file) ?? [];
  if (whole === undefined) return { head: null, body: file };
  return { head: head ?? '', body: file.slice(whole.length).replace(/^\n/, '') };
}

function readBlocks(body: string): DocumentBlock[] {
  if (body === '') return [];
  const text = body.replace(/\n$/, '');
  const blocks: DocumentBlock[] = [];
  let open: Omit<DocumentBlock, 'content'> = { type: 'MARKDOWN', title: '' };
  let from = 0;
  for (const mark of text.matchAll(MARK)) {
    // A file that begins with a mark has no block before it.
    if (mark[0].startsWith('\n') || mark.index > 0)
      blocks.push({ ...open, content: unescaped(text.slice(from, mark.index)) });
    open = aboutBlock(mark[2]);
    from = mark.index + mark[0].length;
  }
  return [...blocks, { ...open, content: unescaped(text.slice(from)) }];
}

function unescaped(content: string): string {
  return content.replace(/^(\\*)\\<!-- block/gm, '$1<!-- block');
}

const BLOCK = z.object({
  type: z.enum(['MARKDOWN', 'INSIGHT', 'SIGNAL', 'SCENARIO', 'QUESTION']).catch('MARKDOWN'),
  title: z.string().catch(''),
});

function aboutBlock(json: string | undefined): Omit<DocumentBlock, 'content'> {
  try {
    const { type, title } = BLOCK.parse(JSON.parse(json ?? '{}'));
    return { type, title: short(title) };
  } catch {
    return { type: 'MARKDOWN', title: '' };
  }
}

function firstHeading(body: string): { title: string; rest: string } | null {
  // In steps, each of which looks at a place once: one pattern for all of it takes hours over a line of half a million spaces.
  const text = body.trimStart();
  const end = text.indexOf('\n');
  const line = end === -1 ? text : text.slice(0, end);
  if (!/^# /.test(line)) return null;
  const title = line
    .slice(2)
    .trim()
    .replace(/(?:^|\s)#+$/, '')
    .trim();
  if (title === '') return null;
  return { title, rest: end === -1 ? '' : text.slice(end).replace(/^\n+/, '') };
}

const SCALAR = z.union([z.string(), z.number().transform(String), z.boolean().transform(String)]);
const SOURCE = z.union([
  z.string().transform((text) => ({ title: text, url: /^https?:/i.test(text) ? text : '', credibility: null })),
  z.object({
    title: SCALAR.catch(''),
    url: SCALAR.catch(''),
    credibility: z.number().min(0).max(1).nullable().catch(null),
  }),
]);
const HEAD = z.object({
  title: SCALAR.nullable().catch(null),
  project: SCALAR.catch(''),
  number: z.int().positive().nullable().catch(null),
  date: SCALAR.nullable().catch(null),
  summary: SCALAR.catch(''),
  sources: z.array(SOURCE).catch([]),
});

/** Of the lines at the beginning. Three hundred sources take half of it; what the parser takes the square of stays a matter of seconds. */
const HEAD_LENGTH = 100_000;

function parseYaml(head: string) {
  if (head.length > HEAD_LENGTH) {
    throw new UnreadableFile('The lines between the two “---” at its beginning are too many. Shorten or remove them.');
  }
  try {
    // To look for keys that stand there twice takes the square of their number (the last one counts), and so does to draw each of
    // many errors.
    const quick = { uniqueKeys: false, prettyErrors: false };
    return parseDocument(head, { version: '1.2', schema: 'core', logLevel: 'silent', ...quick });
  } catch {
    // Deeper than the parser's stack.
    throw new UnreadableFile(
      'The lines between the two “---” at its beginning cannot be read. Correct or remove them.',
    );
  }
}

/** Null when what stands there is no list of properties. */
function readHead(head: string | null): z.infer<typeof HEAD> | null {
  if (head === null || head.trim() === '') return HEAD.parse({});
  const yaml = parseYaml(head);
  const [error] = yaml.errors;
  if (error !== undefined) {
    // Of the file, whose first line is the “---”.
    const line = head.slice(0, error.pos[0]).split('\n').length + 1;
    throw new UnreadableFile(
      `The lines between the two “---” at its beginning cannot be read (line ${line}). Correct or remove them.`,
    );
  }
  let said: unknown;
  try {
    // An alias repeats what another place holds; a few of them can blow a small file up to gigabytes.
    said = yaml.toJS({ maxAliasCount: 0 });
  } catch {
    throw new UnreadableFile('The lines at its beginning use YAML aliases, which are not taken. Write them out.');
  }
  return HEAD.safeParse(said).data ?? null;
}

function short(title: string): string {
  return [...title].slice(0, TITLE_LENGTH).join('');
}
