import {
  AlignmentType,
  BorderStyle,
  Document,
  ExternalHyperlink,
  HeadingLevel,
  type ILevelsOptions,
  LevelFormat,
  Packer,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { credibilityWords } from '../../shared/domain/credibility.ts';
import { countWords, readingMinutes } from '../../shared/domain/text-statistics.ts';
import { datelineOf, kickerOf } from './document-words.ts';
import { type EpisodeDocument, headingOf, titleOf } from './episode-document.ts';
import type { Flow, Inline } from './flow.ts';
import { readFlow } from './read-flow.ts';
import { isRightToLeft } from './text-direction.ts';

/** Word chooses by the script of each letter: Latin, East Asian, or one that it shapes itself (Arabic, Hebrew, Thai). */
const FONT = { ascii: 'Georgia', hAnsi: 'Georgia', eastAsia: 'Noto Serif CJK SC', cs: 'Times New Roman' };
const GREY = '6F6A61';
const LINE = 'CBC5B9';
/** Twentieths of a point. */
const INDENT = 480;
const DEPTH = 9; // levels that Word has
/** Of page width, in percent. */
const FULL = 100;

/** The episode as a Word document. Nothing is embedded: the reader's own fonts show it, so that every script is covered. */
export async function docxFile(document: EpisodeDocument): Promise<Blob> {
  const lists = new Numbering();
  const { blocks, sources } = document;
  const minutes = readingMinutes(blocks.reduce((words, { content }) => words + countWords(content), 0));
  const text = blocks.flatMap((block) => {
    const heading = headingOf(block);
    const parts = readFlow(block.content, sources.length);
    const all: Flow[] = heading === null ? parts : [{ kind: 'heading', level: 2, text: [{ text: heading }] }, ...parts];
    return all.flatMap((part) => write(part, { lists, depth: 0, quoted: false }));
  });
  const children = [
    small(kickerOf(document)),
    line([{ text: titleOf(document) }], { heading: HeadingLevel.TITLE }),
    ...(document.summary.trim() === '' ? [] : [line([{ text: document.summary, italic: true }], {})]),
    small(datelineOf(document, minutes)),
    ...text,
    ...(sources.length === 0 ? [] : [line([{ text: 'Sources' }], { heading: HeadingLevel.HEADING_2 })]),
    ...sources.map(({ title, url, credibility }, index) => {
      const name = title.trim() === '' ? url : title;
      const link = /^https?:\/\//i.test(url) ? { link: url } : {};
      return line(
        [
          { text: `${index + 1}. ` },
          { text: name, ...link },
          { text: ` · Credibility: ${credibilityWords(credibility)}` },
        ],
        {},
      );
    }),
  ];
  const file = new Document({
    title: titleOf(document),
    creator: document.project,
    styles: {
      default: { document: { run: { font: FONT, size: 23 }, paragraph: { spacing: { after: 160, line: 320 } } } },
    },
    numbering: { config: lists.config },
    sections: [{ children }],
  });
  return Packer.toBlob(file);
}

interface Place {
  lists: Numbering;
  depth: number;
  quoted: boolean;
}

function write(part: Flow, place: Place): (Paragraph | Table)[] {
  switch (part.kind) {
    case 'heading':
      return [line(part.text, { heading: HEADINGS[part.level - 1] ?? HeadingLevel.HEADING_6 })];
    case 'paragraph':
      return [line(part.text, place.quoted ? QUOTE : {})];
    case 'quote':
      return part.content.flatMap((inner) => write(inner, { ...place, quoted: true }));
    case 'code':
      return part.text
        .split('\n')
        .map(
          (text) =>
            new Paragraph({ children: [new TextRun({ text, font: 'Consolas', size: 19 })], spacing: { after: 0 } }),
        );
    case 'rule':
      return [new Paragraph({ border: { bottom: { style: BorderStyle.SINGLE, size: 6, color: LINE, space: 1 } } })];
    case 'list': {
      const level = Math.min(place.depth, DEPTH - 1);
      const reference = place.lists.open(part.first, level);
      return part.items.flatMap((item) => {
        const [first, ...rest] = item;
        const text = first?.kind === 'paragraph' ? first.text : [];
        const others = first?.kind === 'paragraph' ? rest : item;
        const below = { ...place, depth: place.depth + 1 };
        return [
          line(text, { numbering: { reference, level } }),
          ...others.flatMap((inner) =>
            inner.kind === 'paragraph'
              ? [line(inner.text, { indent: { left: INDENT * (level + 1) } })]
              : write(inner, below),
          ),
        ];
      });
    }
    case 'table':
      return [table(part), new Paragraph({})];
  }
}

const HEADINGS = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
  HeadingLevel.HEADING_5,
  HeadingLevel.HEADING_6,
];
const QUOTE = {
  indent: { left: INDENT },
  border: { left: { style: BorderStyle.SINGLE, size: 12, color: LINE, space: 10 } },
} as const;

type ParagraphLook = Omit<NonNullable<Exclude<ConstructorParameters<typeof Paragraph>[0], string>>, 'children'>;

function line(text: readonly Inline[], look: ParagraphLook): Paragraph {
  const rightToLeft = isRightToLeft(text.map((part) => part.text).join(''));
  return new Paragraph({
    ...look,
    bidirectional: rightToLeft,
    children: text.flatMap((part) => runs(part, rightToLeft)),
  });
}

function small(text: string): Paragraph {
  return new Paragraph({
    bidirectional: isRightToLeft(text),
    children: [new TextRun({ text, size: 18, color: GREY, rightToLeft: isRightToLeft(text) })],
  });
}

function runs(part: Inline, rightToLeft: boolean): ParagraphChild[] {
  const made = part.text.split('\n').map(
    (text, index) =>
      new TextRun({
        text,
        break: index === 0 ? 0 : 1,
        bold: part.bold === true,
        italics: part.italic === true,
        strike: part.struck === true,
        superScript: part.source === true,
        rightToLeft,
        ...(part.code === true ? { font: 'Consolas' } : {}),
        ...(part.link === undefined ? {} : { style: 'Hyperlink' }),
      }),
  );
  return part.link === undefined ? made : [new ExternalHyperlink({ link: part.link, children: made })];
}

function table({ head, rows, columns }: Extract<Flow, { kind: 'table' }>): Table {
  const cell = (text: Inline[], column: number, bold: boolean) =>
    new TableCell({
      children: [
        line(bold ? text.map((part) => ({ ...part, bold: true as const })) : text, {
          alignment: ALIGNMENTS[columns[column] ?? 'left'],
          spacing: { after: 40 },
        }),
      ],
    });
  return new Table({
    width: { size: FULL, type: WidthType.PERCENTAGE },
    rows: [head, ...rows].map(
      (cells, row) =>
        new TableRow({ tableHeader: row === 0, children: cells.map((text, column) => cell(text, column, row === 0)) }),
    ),
  });
}

const ALIGNMENTS = { left: AlignmentType.START, center: AlignmentType.CENTER, right: AlignmentType.END } as const;

/** Word numbers lists by definitions; each ordered list needs its own to begin anew. */
class Numbering {
  readonly config: { reference: string; levels: ILevelsOptions[] }[] = [];

  open(first: number | null, level: number): string {
    const reference = `list-${this.config.length + 1}`;
    const indent = { left: INDENT * (level + 1), hanging: INDENT / 2 };
    const style = { paragraph: { indent } };
    this.config.push({
      reference,
      levels: [
        first === null
          ? { level, format: LevelFormat.BULLET, text: level % 2 === 0 ? '•' : '◦', style }
          : { level, format: LevelFormat.DECIMAL, text: `%${level + 1}.`, start: first, style },
      ],
    });
    return reference;
  }
}
