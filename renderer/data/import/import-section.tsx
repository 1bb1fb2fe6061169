import { useEffect, useRef } from 'react';
import { Button } from '../../components/button.tsx';
import { shortDate } from '../../components/times.ts';
import { useEngine } from '../../engine-port/engine-context.ts';
import { DataSection } from '../data-section.tsx';
import { cancelImport, makeImport, readImport, showImport, useImportStore } from './import-store.ts';
import { countWords, doneWords } from './import-words.ts';
import type { ImportedExport } from './read-export.ts';
import { countImport } from './run-import.ts';

export function ImportSection() {
  const engine = useEngine();
  const input = useRef<HTMLInputElement>(null);
  const progress = useImportStore((store) => store.progress);
  useEffect(() => showImport(), []);
  return (
    <DataSection
      id="data-import"
      title="Import an export"
      about="Projects with their memories and notes, episodes with their texts and sources are made here anew, beside what there is: nothing is overwritten. They are sent to the cloud like anything you write."
      action={
        <Button disabled={progress.state === 'making'} onClick={() => input.current?.click()}>
          Choose a file…
        </Button>
      }
    >
      <input
        ref={input}
        type="file"
        accept=".zip,application/zip"
        aria-label="Export file to import"
        className="hidden"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file !== undefined) void readImport(file);
        }}
      />
      {progress.state === 'refused' && (
        <p role="alert" className="rounded-md bg-bad-wash px-3 py-2 text-bad">
          {progress.message}
        </p>
      )}
      {progress.state === 'read' && (
        <Ready file={progress.file} onCancel={cancelImport} onRun={() => void makeImport(engine, progress.file)} />
      )}
      {progress.state === 'making' && (
        <p role="status" className="text-soft tabular-nums">
          Making: {countWords(progress.made)} of {countWords(progress.of)}…
        </p>
      )}
      {progress.state === 'done' && <p role="status">{doneWords(progress.made)}</p>}
      {progress.state === 'stopped' && (
        <p role="alert" className="rounded-md bg-bad-wash px-3 py-2 text-bad">
          {progress.words}
        </p>
      )}
    </DataSection>
  );
}

function Ready({ file, onRun, onCancel }: { file: ImportedExport; onRun: () => void; onCancel: () => void }) {
  const counts = countImport(file);
  const card = useRef<HTMLDivElement>(null);
  // The section is the last of a long page: what a chosen file holds would stand below the window.
  useEffect(() => {
    // In braces: newer browsers answer a promise, which React would call as the effect's end.
    card.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={card} className="scroll-mb-6 rounded-xl border border-line bg-raised p-4">
      <p>
        From <bdi className="font-medium">{file.organization || 'an organisation without a name'}</bdi>
        {!Number.isNaN(Date.parse(file.madeAt)) && `, exported ${shortDate(file.madeAt)}`}: {countWords(counts)}.
      </p>
      <p className="mt-1 text-soft">
        The projects come in paused, so that nothing is generated before you say so. They count against your plan.
      </p>
      <div className="mt-3 flex gap-2">
        <Button look="primary" disabled={counts.projects === 0} onClick={onRun}>
          Import as new
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </div>
  );
}
