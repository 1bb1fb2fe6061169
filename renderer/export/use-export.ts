import { useToasts } from '../components/toast-store.ts';
import type { EpisodeDocument } from './episode-document.ts';
import { type ExportFormat, exportEpisode } from './export-episode.ts';

/** Exports and says what became of it. */
export function useExport(read: () => EpisodeDocument): (format: ExportFormat) => void {
  const show = useToasts((toasts) => toasts.show);
  return (format) => {
    exportEpisode(read(), format).then(
      (made) => {
        if (made.state === 'saved') show({ tone: 'success', title: `Saved as ${made.name}` });
        else
          show({
            tone: 'info',
            title: 'Choose “Save as PDF” in the print dialog',
            body: `The font for PDF files does not have ${made.characters.join(' ')}. Printing uses the fonts of this machine, which may.`,
          });
      },
      () =>
        show({
          tone: 'warning',
          title: 'The file could not be made',
          body: 'The episode is safe as it is. Try again, or choose another format.',
        }),
    );
  };
}
