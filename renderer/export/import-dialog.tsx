import { useRef, useState } from 'react';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { goFrom } from '../components/go-from.ts';
import { count } from '../components/times.ts';
import { useToasts } from '../components/toast-store.ts';
import type { ReadFile } from './read-files.ts';
import { type ImportTarget, useImport } from './use-import.ts';

interface ImportDialogProps {
  target: ImportTarget;
  open: boolean;
  onClose: () => void;
}

/** Choosing Markdown files and seeing what is in them before anything is made of it. */
export function ImportDialog({ target, open, onClose }: ImportDialogProps) {
  const [files, setFiles] = useState<ReadFile[]>([]);
  const input = useRef<HTMLInputElement>(null);
  const show = useToasts((toasts) => toasts.show);
  const bring = useImport(target);
  const taken = files.flatMap((file) => (file.state === 'read' ? [file.document] : []));
  const close = () => {
    setFiles([]);
    onClose();
  };
  const run = async () => {
    const { pathname } = window.location;
    const { done, path } = await bring(taken);
    if (done === 0) return;
    close();
    if (path !== null) goFrom(pathname, path);
    show({ tone: 'success', title: done === 1 ? 'One file imported' : `${done} files imported` });
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
      <div className="mt-5 flex justify-end gap-2">
        <Button onClick={close}>Cancel</Button>
        <Button look="primary" disabled={taken.length === 0} onClick={() => void run()}>
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
