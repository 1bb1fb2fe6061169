import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EpisodeDocument } from './episode-document.ts';
import { readMarkdown, UnreadableFile } from './read-markdown.ts';
import { writeMarkdown } from './write-markdown.ts';

/** Text as the editor keeps it: line ends are LF. With pieces that the file's own syntax is made of. */
const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '\n',
        '\n\n',
        '---\n',
        '<!-- block -->',
        '\n<!-- block {"type":"INSIGHT"} -->\n',
        '\\',
        '# ',
        '"',
        ': ',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join('').replaceAll('\r', '').replaceAll('\u0000', ''));
const title = text.map((some) => [...some].slice(0, 300).join(''));
const source = fc.record({
  title,
  url: fc.oneof(fc.webUrl(), text),
  credibility: fc.option(fc.double({ min: 0, max: 1, noNaN: true }).map(Math.abs)),
});
const document: fc.Arbitrary<EpisodeDocument> = fc.record({
  title,
  project: text,
  number: fc.option(fc.integer({ min: 1, max: 9999 })),
  date: fc.option(fc.date({ noInvalidDate: true }).map((date) => date.toISOString())),
  summary: text,
  blocks: fc.array(
    fc.record({
      type: fc.constantFrom('MARKDOWN', 'INSIGHT', 'SIGNAL', 'SCENARIO', 'QUESTION'),
      title,
      content: text,
    }),
    { maxLength: 5 },
  ),
  sources: fc.array(source, { maxLength: 4 }),
});

describe('a Markdown file', () => {
  it('read again is the document that was written', () => {
    fc.assert(
      fc.property(document, (given) => {
        expect(readMarkdown(writeMarkdown(given), 'name.md')).toEqual(given);
      }),
      { numRuns: 300 },
    );
  });

  it('of another program keeps its text, and its first heading is the title', () => {
    const read = readMarkdown('\n# A long winter #\r\n\r\nIt was cold.\r\n\r\n## More\r\n', 'notes.md');
    expect(read).toMatchObject({ title: 'A long winter', blocks: [{ content: 'It was cold.\n\n## More' }] });
    expect(readMarkdown('# A long winter\n\nIt was cold.', 'notes.md', 'stays')).toMatchObject({
      title: 'A long winter',
      blocks: [{ content: '# A long winter\n\nIt was cold.' }],
    });
    expect(readMarkdown('no heading', 'field notes.md').title).toBe('field notes');
  });

  it('takes front matter of other programs as far as it says something', () => {
    const file =
      '---\ntitle: Plain words\ntags: [a, b]\ndate: 2026-01-02\nsources:\n  - https://example.org/a\n  - {title: B, url: 7}\n---\ntext';
    expect(readMarkdown(file, 'x.md')).toMatchObject({
      title: 'Plain words',
      date: '2026-01-02',
      sources: [
        { title: 'https://example.org/a', url: 'https://example.org/a', credibility: null },
        { title: 'B', url: '7', credibility: null },
      ],
      blocks: [{ content: 'text' }],
    });
  });

  it.each([
    ['---\ntitle: "open\n---\ntext', /cannot be read/],
    ['---\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n---\ntext', /aliases/],
  ])('says what is wrong with %j', (file, words) => {
    expect(() => readMarkdown(file, 'x.md')).toThrow(words);
    expect(() => readMarkdown(file, 'x.md')).toThrow(UnreadableFile);
  });

  it('with words between the lines that are no front matter is still text', () => {
    expect(readMarkdown('---\njust a thought\n---\ntext', 'x.md')).toMatchObject({
      title: 'x',
      blocks: [{ content: '---\njust a thought\n---\ntext' }],
    });
  });
});
