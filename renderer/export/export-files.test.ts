import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { datelineOf } from './document-words.ts';
import { docxFile } from './docx-file.ts';
import { type EpisodeDocument, fileNameOf } from './episode-document.ts';
import { fontCoverage } from './font-coverage.ts';
import { htmlFile } from './html-file.ts';
import { pdfDefinition } from './pdf-definition.ts';

const WORDS = ['first', 'deep', 'quoted', 'struck', 'let x = 1', 'cell', 'واحد', '雪が降る', 'A “paper”', 'An insight'];
const episode: EpisodeDocument = {
  title: 'Boots & <bots>',
  project: 'Fintech',
  number: 7,
  date: '2026-10-06T06:00:00.000Z',
  summary: 'A standfirst.',
  blocks: [
    {
      type: 'MARKDOWN',
      title: '',
      content:
        '- first[^1]\n  1. deep\n\n> quoted\n\n~~struck~~ **bold** [link](https://example.org/x) [bad](javascript:alert)\n\n```\nlet x = 1\n```\n\n| head | n |\n| --- | --: |\n| cell | 2 |\n\n<script>alert(1)</script>',
    },
    { type: 'INSIGHT', title: 'An insight', content: 'واحد\n\n雪が降る' },
  ],
  sources: [
    { title: 'A "paper"', url: 'https://example.org/paper', credibility: 0.84 },
    { title: 'A talk', url: 'javascript:alert(2)', credibility: null },
  ],
};

describe('the date of an episode', () => {
  it('is the one that the project has, wherever it is read', () => {
    const late = { date: '2026-10-06T23:30:00.000Z' };
    expect(datelineOf({ ...late, timezone: 'Europe/Lisbon' }, 0)).toMatch(/7/);
    expect(datelineOf({ ...late, timezone: 'America/New_York' }, 0)).toMatch(/\b6\b/);
  });
});

describe('the web page', () => {
  const html = htmlFile(episode);
  it('needs nothing else and runs nothing', () => {
    expect(html).not.toMatch(/<script|<link|<img|@import|url\(|href="javascript/i);
    expect(html).toContain('&#60;bots&#62;');
  });
  it('holds the text, its direction and the sources with what they are worth', () => {
    expect(html).toContain('<p dir="rtl">واحد</p>');
    expect(html).toContain('href="#source-1"');
    expect(html).toMatch(/href="https:\/\/example\.org\/paper".*High, 84 %/);
    expect(html).toMatch(/A talk .*Not rated/);
    expect(html).toContain('An insight');
  });
});

describe('the Word document', () => {
  it('holds every word, with the right direction where it reads that way, and opens no script', async () => {
    const parts = unzipSync(new Uint8Array(await (await docxFile(episode)).arrayBuffer()));
    const xml = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
    const text = xml.replace(/<[^>]+>/g, '').replaceAll('&quot;', '"');
    for (const word of [...WORDS.filter((some) => !some.includes('“')), 'A "paper"', 'A standfirst.', 'High, 84 %']) {
      expect(text).toContain(word);
    }
    expect(xml).toMatch(/<w:bidi\/>(?:(?!<\/w:p>).)*واحد/s);
    expect(strFromU8(parts['word/_rels/document.xml.rels'] ?? new Uint8Array())).not.toContain('javascript');
  });
});

describe('the PDF file', () => {
  it('holds every word', () => {
    const said = JSON.stringify(pdfDefinition(episode));
    for (const word of WORDS.filter((some) => !some.includes('“'))) expect(said).toContain(word);
    expect(said).not.toContain('"link":"javascript');
  });
  it('knows which characters its font has', () => {
    const file = fileURLToPath(import.meta.resolve('pdfmake/build/fonts/Roboto/Roboto-Regular.ttf'));
    const bytes = readFileSync(file);
    const has = fontCoverage(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    const shown = (text: string) => [...text].map((sign) => has(sign.codePointAt(0) ?? 0));
    expect(shown('aé£€ßЖΩế“—')).not.toContain(false);
    expect(shown('雪שش🙂')).not.toContain(true);
  });
});

describe('the name of a file', () => {
  it.each([
    ['Boots & <bots>', '07-boots-bots.md'],
    ['../../etc/passwd', '07-etc-passwd.md'],
    ['雪が降る', '07-雪が降る.md'],
    ['', '07-episode-7.md'],
  ])('is safe everywhere: %s', (title, name) => {
    expect(fileNameOf({ ...episode, title }, 'md')).toBe(name);
  });
});
