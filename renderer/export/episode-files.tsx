import { useState } from 'react';
import { usePageCommands } from '../commands/page-commands.ts';
import type { EpisodeDocument } from './episode-document.ts';
import { ExportMenu } from './export-menu.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { useExport } from './use-export.ts';

interface EpisodeFilesProps {
  episodeId: string;
  /** The episode with the text that stands on the screen at that moment. */
  read: () => EpisodeDocument;
  lastBlockId: string | null;
}

/** Files out of an episode and into it: the menu, and the palette's commands while the episode is open. */
export function EpisodeFiles({ episodeId, read, lastBlockId }: EpisodeFilesProps) {
  const [isImporting, setIsImporting] = useState(false);
  const exportAs = useExport(read);
  usePageCommands([
    {
      id: 'episode.export-markdown',
      label: 'Export as Markdown',
      words: 'download md',
      run: () => exportAs('markdown'),
    },
    { id: 'episode.export-html', label: 'Export as web page', words: 'download html', run: () => exportAs('html') },
    {
      id: 'episode.export-docx',
      label: 'Export as Word document',
      words: 'download docx',
      run: () => exportAs('docx'),
    },
    { id: 'episode.export-pdf', label: 'Export as PDF', words: 'download print', run: () => exportAs('pdf') },
    { id: 'episode.import', label: 'Import Markdown as blocks…', run: () => setIsImporting(true) },
  ]);
  return (
    <>
      <ExportMenu onExport={exportAs} onImport={() => setIsImporting(true)} />
      <ImportDialog
        target={{ kind: 'episode', id: episodeId, afterBlockId: lastBlockId }}
        open={isImporting}
        onClose={() => setIsImporting(false)}
      />
    </>
  );
}
