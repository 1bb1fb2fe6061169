import { credibilityWords } from '../../shared/domain/credibility.ts';
import { countWords, readingMinutes } from '../../shared/domain/text-statistics.ts';
import { datelineOf, kickerOf } from './document-words.ts';
import { type EpisodeDocument, headingOf, titleOf } from './episode-document.ts';
import type { Flow, Inline } from './flow.ts';
import { readFlow } from './read-flow.ts';
import { tableRoom } from './table-room.ts';

/** A part of pdfmake's document definition. */
export type PdfPart = { [key: string]: unknown };

const GREY = '#6f6a61';
const ACCENT = '#0f6460';
const LINE = '#cbc5b9';
/** Points. */
const HEADINGS = [19, 16, 13.5, 12, 11, 11];
const TEXT_WIDTH = 455;
/** What pdfmake takes of the width for the sign before an item, the widest being "100."; for the line beside a quotation. */
const LIST_INDENT = 28;
const QUOTE_INDENT = 16;

/** The episode in pdfmake's terms: A4, one column, the page's number at the foot. */
export function pdfDefinition(document: EpisodeDocument): PdfPart {
  const { blocks, sources } = document;
  const minutes = readingMinutes(blocks.reduce((words, { content }) => words + countWords(content), 0));
  const text = blocks.flatMap((block) => {
    const heading = headingOf(block);
    const parts = readFlow(block.content, sources.length).map((part) => write(part, TEXT_WIDTH));
    return heading === null
      ? parts
      : [write({ kind: 'heading', level: 2, text: [{ text: heading }] }, TEXT_WIDTH), ...parts];
  });
  return {
    info: { title: titleOf(document), author: document.project, creator: 'Showrunner' },
    pageSize: 'A4',
    pageMargins: [70, 70, 70, 70],
    defaultStyle: { font: 'Roboto', fontSize: 10.5, lineHeight: 1.4 },
    footer: (page: number, pages: number) => ({
      text: `${page} / ${pages}`,
      alignment: 'center',
      fontSize: 8,
      color: GREY,
    }),
    content: [
      { text: kickerOf(document), fontSize: 9, color: GREY },
      { text: titleOf(document), fontSize: 24, bold: true, lineHeight: 1.15, margin: [0, 4, 0, 8] },
      ...(document.summary.trim() === '' ? [] : [{ text: document.summary, fontSize: 12, color: '#57534c' }]),
      { text: datelineOf(document, minutes), fontSize: 9, color: GREY, margin: [0, 8, 0, 22] },
      ...text,
      ...(sources.length === 0 ? [] : [sourceList(document)]),
    ],
  };
}

function sourceList({ sources }: EpisodeDocument): PdfPart {
  return {
    margin: [0, 18, 0, 0],
    stack: [
      { text: 'Sources', fontSize: 12, bold: true, margin: [0, 0, 0, 6] },
      {
        fontSize: 9,
        ol: sources.map(({ title, url, credibility }) => ({
          margin: [0, 0, 0, 4],
          text: [
            {
              text: title.trim() === '' ? url : title,
              ...(/^https?:\/\//i.test(url) ? { link: url, color: ACCENT } : {}),
            },
            { text: ` ${url} · Credibility: ${credibilityWords(credibility)}`, color: GREY },
          ],
        })),
      },
    ],
  };
}

/** @param room how wide it may be: less in a list or a quotation */
function write(part: Flow, room: number): PdfPart {
  const below = [0, 0, 0, 8];
  switch (part.kind) {
    case 'heading':
      return {
        text: part.text.map(inline),
        fontSize: HEADINGS[part.level - 1] ?? 11,
        bold: true,
        lineHeight: 1.2,
        margin: [0, 12, 0, 6],
      };
    case 'paragraph':
      return { text: part.text.map(inline), margin: below };
    case 'list': {
      const items = part.items.map((item) => ({ stack: item.map((inner) => write(inner, room - LIST_INDENT)) }));
      return part.first === null ? { ul: items, margin: below } : { ol: items, start: part.first, margin: below };
    }
    case 'quote':
      return {
        margin: below,
        layout: QUOTE_LAYOUT,
        table: {
          widths: ['*'],
          body: [
            [
              {
                stack: part.content.map((inner) => write(inner, room - QUOTE_INDENT)),
                italics: true,
                color: '#57534c',
              },
            ],
          ],
        },
      };
    case 'code':
      return { text: part.text, preserveLeadingSpaces: true, fontSize: 9, background: '#f3f1ec', margin: below };
    case 'rule':
      return {
        canvas: [{ type: 'line', x1: 0, y1: 4, x2: room, y2: 4, lineWidth: 0.5, lineColor: LINE }],
        margin: below,
      };
    case 'table': {
      const rows = [part.head, ...part.rows];
      const { fontSize, padding, widths } = tableRoom(rows, room);
      return {
        margin: below,
        fontSize,
        layout: { ...TABLE_LAYOUT, paddingLeft: () => padding, paddingRight: () => padding },
        table: {
          headerRows: 1,
          widths: widths ?? part.head.map(() => 'auto'),
          body: rows.map((cells, row) =>
            cells.map((cell, column) => ({
              text: cell.map(inline),
              bold: row === 0,
              alignment: part.columns[column] ?? 'left',
            })),
          ),
        },
      };
    }
  }
}

const none = () => 0;
const QUOTE_LAYOUT = {
  hLineWidth: none,
  vLineWidth: (at: number) => (at === 0 ? 2 : 0),
  vLineColor: () => LINE,
  paddingLeft: () => 10,
};
const TABLE_LAYOUT = {
  hLineWidth: (at: number) => (at === 0 ? 0 : 0.5),
  vLineWidth: none,
  hLineColor: () => LINE,
  paddingTop: () => 3,
  paddingBottom: () => 1,
};

function inline(part: Inline): PdfPart {
  return {
    text: part.text,
    ...(part.bold === true ? { bold: true } : {}),
    ...(part.italic === true ? { italics: true } : {}),
    ...(part.struck === true ? { decoration: 'lineThrough' } : {}),
    ...(part.code === true ? { background: '#f3f1ec' } : {}),
    ...(part.source === true ? { sup: true } : {}),
    ...(part.link === undefined ? {} : { link: part.link, color: ACCENT, decoration: 'underline' }),
  };
}
