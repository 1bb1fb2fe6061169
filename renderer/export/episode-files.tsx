import { useMemo, useState } from 'react';
import { useEpisodeCommands } from '../commands/episode-commands-store.ts';
import type { EpisodeDocument } from './episode-document.ts';
import { ExportMenu } from './export-menu.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { useExport } from './use-export.ts';

interface EpisodeFilesProps {
  episodeId: string;
  document: EpisodeDocument;
  lastBlockId: string | null;
}

/** Files out of an episode and into it: the menu, and the palette's commands while the episode is open. */
export function EpisodeFiles({ episodeId, document, lastBlockId }: EpisodeFilesProps) {
  const [isImporting, setIsImporting] = useState(false);
  const exportAs = useExport(document);
  useEpisodeCommands(
    useMemo(
      () => ({
        'episode.export-markdown': () => exportAs('markdown'),
        'episode.export-html': () => exportAs('html'),
        'episode.export-docx': () => exportAs('docx'),
        'episode.export-pdf': () => exportAs('pdf'),
        'episode.import': () => setIsImporting(true),
      }),
      [exportAs],
    ),
  );
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
