import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { bytes, count } from '../../components/times.ts';
import { useToasts } from '../../components/toast-store.ts';
import { EngineFailure } from '../../engine-port/engine-client.ts';
import { useEngine, useEngineLink } from '../../engine-port/engine-context.ts';
import { saveFile } from '../../files/save-file.ts';
import { DataSection } from '../data-section.tsx';
import { buildExport } from './build-export.ts';

type Export = { state: 'idle' } | { state: 'reading'; rows: number } | { state: 'done'; size: number };

export function ExportSection() {
  const engine = useEngine();
  const session = useEngineLink((link) => (link.state === 'ready' ? link.session : null));
  const show = useToasts((toasts) => toasts.show);
  const [progress, setProgress] = useState<Export>({ state: 'idle' });
  const run = async () => {
    if (session === null) return;
    setProgress({ state: 'reading', rows: 0 });
    const now = new Date();
    try {
      const parts = await buildExport({
        readPage: (table, after) => engine.askDesk('export.rows', { table, after }),
        readUnsent: () => engine.query('sync.unsent', {}),
        organization: session.organization,
        user: session.user,
        now,
        onProgress: (rows) => setProgress({ state: 'reading', rows }),
      });
      saveFile(`showrunner-${now.toISOString().slice(0, 10)}.zip`, new Blob(parts, { type: 'application/zip' }));
      setProgress({ state: 'done', size: parts.reduce((sum, { length }) => sum + length, 0) });
    } catch (error) {
      setProgress({ state: 'idle' });
      const isTold = error instanceof EngineFailure;
      show({
        tone: 'warning',
        title: 'The export was not finished',
        body: isTold ? error.message : 'The file could not be made. Your work is as it was; please try again.',
      });
      if (!isTold) throw error;
    }
  };
  return (
    <DataSection
      id="data-export"
      title="Export everything"
      about="One ZIP file: every row as JSON, and every text as Markdown. An open format that other programs can read; it works offline."
      action={
        <Button disabled={session === null || progress.state === 'reading'} onClick={() => void run()}>
          Export everything
        </Button>
      }
    >
      {progress.state !== 'idle' && (
        <p role="status" className="text-soft tabular-nums">
          {progress.state === 'reading'
            ? `Reading: ${count(progress.rows)} rows so far…`
            : `Exported: ${bytes(progress.size)}, with your downloads.`}
        </p>
      )}
    </DataSection>
  );
}
