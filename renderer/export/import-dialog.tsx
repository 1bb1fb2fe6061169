import { useRef, useState } from 'react';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { goFrom } from '../components/go-from.ts';
import { count } from '../components/times.ts';
import { useEngine } from '../engine-port/engine-context.ts';
import { importMarkdown, type TakenFile, useMarkdownImports } from './markdown-import-store.ts';
import type { ReadFile } from './read-files.ts';
import type { ImportTarget } from './run-markdown-import.ts';

interface ImportDialogProps {
  target: ImportTarget;
  open: boolean;
  onClose: () => void;
}

/** Choosing Markdown files and seeing what is in them before anything is made of it. */
export function ImportDialog({ target, open, onClose }: ImportDialogProps) {
  const [files, setFiles] = useState<ReadFile[]>([]);
  const input = useRef<HTMLInputElement>(null);
  const engine = useEngine();
  const running = useMarkdownImports((imports) => imports.running[target.id]);
  const taken = files.filter((file): file is TakenFile => file.state === 'read');
  const close = () => {
    setFiles([]);
    onClose();
  };
  const run = async () => {
    const { pathname } = window.location;
    const { left, path } = await importMarkdown(engine, target, taken);
    if (left.length === 0) close();
    // What is left can be tried again; whoever has closed the dialog meanwhile has given it up.
    else setFiles((now) => (now === files ? [...left] : now));
    if (path !== null) goFrom(pathname, path);
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      title="Import Markdown"
      description={
        target.kind === 'project'
          ? 'Each file becomes a new draft, with the sources that its front matter names.'
          : 'The text of each file is added at the end of this episode. Front matter is left out.'
      }
    >
      <input
        ref={input}
        type="file"
        multiple
        accept=".md,.markdown,.txt,text/markdown,text/plain"
        aria-label="Markdown files"
        disabled={running !== undefined}
        className="w-full text-soft file:mr-3 file:h-8 file:rounded-md file:border file:border-line-strong file:bg-raised file:px-3 file:font-medium file:text-ink"
        onChange={(event) => {
          void readAll([...(event.target.files ?? [])], target.kind).then(setFiles);
        }}
      />
      <ul className="mt-4 flex max-h-72 flex-col gap-2 overflow-y-auto" aria-label="Chosen files">
        {files.map((file, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two files of one name may be chosen, and the list is never reordered
          <li key={index} className="text-[0.8125rem]">
            <bdi className="font-medium">{file.name}</bdi>
            {file.state === 'read' ? (
              <span className="text-faint">
                {' '}
                “<bdi>{file.document.title}</bdi>”, {count(file.document.blocks.length)}{' '}
                {file.document.blocks.length === 1 ? 'block' : 'blocks'}
                {target.kind === 'project' &&
                  `, ${count(file.document.sources.length)} ${file.document.sources.length === 1 ? 'source' : 'sources'}`}
              </span>
            ) : (
              <span className="block text-bad">Not taken. {file.reason}</span>
            )}
          </li>
        ))}
      </ul>
      <div className="mt-5 flex items-center justify-end gap-2">
        <p role="status" className="me-auto text-soft tabular-nums">
          {running !== undefined && `Importing: ${count(running.done)} of ${count(running.of)}…`}
        </p>
        <Button onClick={close}>{running === undefined ? 'Cancel' : 'Close'}</Button>
        <Button look="primary" disabled={taken.length === 0 || running !== undefined} onClick={() => void run()}>
          {taken.length > 1 ? `Import ${taken.length} files` : 'Import'}
        </Button>
      </div>
    </Dialog>
  );
}

/** The parser of front matter is loaded when there is something to parse. */
async function readAll(files: File[], into: ImportTarget['kind']): Promise<ReadFile[]> {
  const { readFile } = await import('./read-files.ts');
  return Promise.all(files.map((file) => readFile(file, into === 'project' ? 'is-title' : 'stays')));
}
