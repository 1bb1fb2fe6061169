import { useEffect, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { count, shortDate } from '../../components/times.ts';
import { EngineFailure } from '../../engine-port/engine-client.ts';
import { useEngine } from '../../engine-port/engine-context.ts';
import { DataSection } from '../data-section.tsx';
import { type ImportedExport, ImportRefusal, readExport } from './read-export.ts';
import { countImport, type ImportCounts, runImport } from './run-import.ts';

type Import =
  | { state: 'idle' }
  | { state: 'refused'; message: string }
  | { state: 'read'; file: ImportedExport }
  | { state: 'making'; made: ImportCounts; of: ImportCounts }
  | { state: 'stopped'; made: ImportCounts; message: string }
  | { state: 'done'; made: ImportCounts };

/** Of what the browser says when a file is gone, or too large to be held. */
const UNREADABLE =
  'This file cannot be read. It may have been moved, or another program holds it. Nothing was imported.';
const NOTHING: ImportCounts = { projects: 0, episodes: 0, texts: 0, notes: 0 };

export function ImportSection() {
  const engine = useEngine();
  const input = useRef<HTMLInputElement>(null);
  const [progress, setProgress] = useState<Import>({ state: 'idle' });
  const read = async (file: File) => {
    try {
      setProgress({ state: 'read', file: readExport(new Uint8Array(await file.arrayBuffer())) });
    } catch (error) {
      const message = error instanceof ImportRefusal ? error.message : UNREADABLE;
      setProgress({ state: 'refused', message });
    }
  };
  const run = async (file: ImportedExport) => {
    const of = countImport(file);
    let made = NOTHING;
    setProgress({ state: 'making', made, of });
    try {
      await runImport(engine, file, (now) => {
        made = now;
        setProgress({ state: 'making', made: now, of });
      });
      setProgress({ state: 'done', made });
    } catch (error) {
      if (!(error instanceof EngineFailure)) throw error;
      setProgress({ state: 'stopped', made, message: error.message });
    }
  };
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
          if (file !== undefined) void read(file);
        }}
      />
      {progress.state === 'refused' && (
        <p role="alert" className="rounded-md bg-bad-wash px-3 py-2 text-bad">
          {progress.message}
        </p>
      )}
      {progress.state === 'read' && (
        <Ready
          file={progress.file}
          onCancel={() => setProgress({ state: 'idle' })}
          onRun={() => void run(progress.file)}
        />
      )}
      {progress.state === 'making' && (
        <p role="status" className="text-soft tabular-nums">
          Making: {countWords(progress.made)} of {countWords(progress.of)}…
        </p>
      )}
      {progress.state === 'done' && (
        <p role="status">Imported: {countWords(progress.made)}. The projects are paused.</p>
      )}
      {progress.state === 'stopped' && (
        <p role="alert" className="rounded-md bg-bad-wash px-3 py-2 text-bad">
          {progress.message} What was made until then is here: {countWords(progress.made)}.
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

function countWords({ projects, episodes, texts, notes }: ImportCounts): string {
  const one = (value: number, singular: string, plural: string) => `${count(value)} ${value === 1 ? singular : plural}`;
  return [
    one(projects, 'project', 'projects'),
    one(episodes, 'episode', 'episodes'),
    one(texts, 'text', 'texts'),
    one(notes, 'note', 'notes'),
  ].join(', ');
}
