import italic from 'pdfmake/build/fonts/Roboto/Roboto-Italic.ttf?url';
import bold from 'pdfmake/build/fonts/Roboto/Roboto-Medium.ttf?url';
import boldItalic from 'pdfmake/build/fonts/Roboto/Roboto-MediumItalic.ttf?url';
import regular from 'pdfmake/build/fonts/Roboto/Roboto-Regular.ttf?url';
import pdfMake from 'pdfmake/build/pdfmake.js';
import type { EpisodeDocument } from './episode-document.ts';
import { fontCoverage } from './font-coverage.ts';
import { pdfDefinition } from './pdf-definition.ts';

const FILES = { normal: regular, bold, italics: italic, bolditalics: boldItalic } as const;

export type PdfFile =
  | { state: 'made'; file: Blob }
  /** The fonts here do not have these characters; the system's have, and printing uses those. */
  | { state: 'not-covered'; characters: string[] };

/**
 * The episode as a PDF file. The font is Roboto: Latin, Greek, Cyrillic, Vietnamese. A text with anything else (Chinese, Arabic,
 * emoji) is not made with boxes in it: the answer names what is missing, and the caller prints instead, which shapes and orders
 * every script that the system has a font for.
 */
export async function pdfFile(document: EpisodeDocument): Promise<PdfFile> {
  const fonts = await Promise.all(
    Object.entries(FILES).map(async ([style, address]) => {
      const answer = await fetch(address);
      return { style, content: await answer.arrayBuffer() };
    }),
  );
  const definition = pdfDefinition(document);
  const missing = uncovered(
    definition,
    fonts.map(({ content }) => fontCoverage(content)),
  );
  if (missing.length > 0) return { state: 'not-covered', characters: missing };
  for (const { style, content } of fonts) pdfMake.virtualfs.writeFileSync(style, new Uint8Array(content));
  pdfMake.addFonts({
    Roboto: { normal: 'normal', bold: 'bold', italics: 'italics', bolditalics: 'bolditalics' },
  });
  return { state: 'made', file: await pdfMake.createPdf(definition).getBlob() };
}

/** The first few characters that one of the fonts does not have. */
function uncovered(definition: object, covers: ((codePoint: number) => boolean)[]): string[] {
  const most = 8;
  const missing = new Set<string>();
  for (const sign of new Set(textsOf(definition).join(''))) {
    const codePoint = sign.codePointAt(0) ?? 0;
    if (codePoint >= 0x20 && !covers.every((has) => has(codePoint))) missing.add(sign);
    if (missing.size === most) break;
  }
  return [...missing];
}

/** Every string that stands on paper: those under a key `text`. */
function textsOf(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(textsOf);
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) =>
    key === 'text' && typeof value === 'string' ? [value] : textsOf(value),
  );
}
