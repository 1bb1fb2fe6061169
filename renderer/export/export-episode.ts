import { saveFile } from '../files/save-file.ts';
import { type EpisodeDocument, fileNameOf } from './episode-document.ts';

export type ExportFormat = 'markdown' | 'html' | 'docx' | 'pdf';

export type Exported =
  | { state: 'saved'; name: string }
  /** The print dialog was opened instead: these characters are not in the fonts for PDF files. */
  | { state: 'printed'; characters: string[] };

/** Makes the file and saves it. What makes the larger formats is loaded with the first of them. */
export async function exportEpisode(document: EpisodeDocument, format: ExportFormat): Promise<Exported> {
  switch (format) {
    case 'markdown': {
      const { writeMarkdown } = await import('./write-markdown.ts');
      return save(document, 'md', new Blob([writeMarkdown(document)], { type: 'text/markdown' }));
    }
    case 'html': {
      const { htmlFile } = await import('./html-file.ts');
      return save(document, 'html', new Blob([htmlFile(document)], { type: 'text/html' }));
    }
    case 'docx': {
      const { docxFile } = await import('./docx-file.ts');
      return save(document, 'docx', await docxFile(document));
    }
    case 'pdf': {
      const { pdfFile } = await import('./pdf-file.ts');
      const made = await pdfFile(document);
      if (made.state === 'made') return save(document, 'pdf', made.file);
      const { printDocument } = await import('./print-document.ts');
      printDocument(document);
      return { state: 'printed', characters: made.characters };
    }
  }
}

function save(document: EpisodeDocument, ending: string, content: Blob): Exported {
  const name = fileNameOf(document, ending);
  saveFile(name, content);
  return { state: 'saved', name };
}
