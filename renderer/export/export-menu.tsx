import { Download } from 'lucide-react';
import { Menu } from '../components/menu.tsx';
import type { ExportFormat } from './export-episode.ts';

interface ExportMenuProps {
  onExport: (format: ExportFormat) => void;
  onImport: () => void;
}

/** The files that an episode goes out as, and the ones it can come in from. */
export function ExportMenu({ onExport, onImport }: ExportMenuProps) {
  return (
    <Menu
      label="Export and import"
      trigger={<Download size={16} aria-hidden />}
      actions={[
        { label: 'Export as Markdown', run: () => onExport('markdown') },
        { label: 'Export as web page (HTML)', run: () => onExport('html') },
        { label: 'Export as Word (DOCX)', run: () => onExport('docx') },
        { label: 'Export as PDF', run: () => onExport('pdf') },
        { label: 'Import Markdown as blocks…', run: onImport },
      ]}
    />
  );
}
