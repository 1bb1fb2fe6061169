import { rename, rm, writeFile } from 'node:fs/promises';
import type { BaseWindow, Dialog } from 'electron';
import type { Saved } from '../../shared/ipc/desktop.ts';
import { DesktopFailure } from './privileged.ts';

/** Asks where, and writes the text there. A disk that does not take it is said in a sentence. */
export async function saveText(
  dialog: Pick<Dialog, 'showSaveDialog'>,
  window: BaseWindow | null,
  file: { name: string; extension: string; text: string },
): Promise<Saved> {
  const options = {
    defaultPath: `${file.name}.${file.extension}`,
    filters: [{ name: file.extension.toUpperCase(), extensions: [file.extension] }],
  };
  const { canceled, filePath } = await (window === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options));
  if (canceled || filePath === '') return { saved: false };
  try {
    await replaceFile(filePath, file.text);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    const why = code === 'ENOSPC' ? 'the disk is full' : code === 'EACCES' ? 'that folder cannot be written to' : code;
    throw new DesktopFailure(`The file was not saved: ${why}. Choose another place; nothing else has changed.`);
  }
  return { saved: true };
}

/** Whole or not at all: what the file held before may be the only copy of something, and a full disk is found out while writing. */
async function replaceFile(path: string, text: string): Promise<void> {
  const beside = `${path}.${process.pid}.new`;
  try {
    await writeFile(beside, text, { mode: 0o600, flush: true });
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw error;
  }
}
