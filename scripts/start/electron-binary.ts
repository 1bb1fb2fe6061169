import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** To see whether the download's server answers at all: without a network this is what a start costs at most. */
const PROBE_MS = 3_000;
/** About 110 MB. A line that needs longer is better served by the browser now and Electron another time. */
const DOWNLOAD_MS = 180_000;

const NO_BINARY = 'its binary is not there';

export type ElectronBinary = { path: string } | { missing: string };

/** The Electron binary that is there, or why it cannot be used, as the end of a sentence. */
export function installedElectron(root: string): ElectronBinary {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return { missing: 'there is no display' };
  }
  const folder = join(root, 'node_modules/electron');
  if (!existsSync(join(folder, 'install.js'))) return { missing: 'the package electron is not installed' };
  const path = installedBinary(folder);
  return path === null ? { missing: NO_BINARY } : { path };
}

/** The Electron binary, fetched if it is the one thing missing and can be had. Never hangs. */
export async function findElectron(root: string, onDownload: () => void): Promise<ElectronBinary> {
  const installed = installedElectron(root);
  if ('path' in installed || installed.missing !== NO_BINARY || process.env.ELECTRON_SKIP_BINARY_DOWNLOAD) {
    return installed;
  }
  const folder = join(root, 'node_modules/electron');
  if (!(await answers(downloadAddress(folder)))) return { missing: `${NO_BINARY} and cannot be downloaded now` };
  onDownload();
  if (!(await download(folder))) return { missing: 'the download of its binary did not finish' };
  return installedElectron(root);
}

/**
 * Where the package keeps its binary (its own index.js says the same, but downloads when it is asked). Its installer writes
 * path.txt when everything is unpacked: without that, what lies there is a part of it.
 */
function installedBinary(folder: string): string | null {
  const pathFile = join(folder, 'path.txt');
  const own = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!existsSync(pathFile) && !own) return null;
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron';
  const path = join(own || join(folder, 'dist'), name);
  return existsSync(path) ? path : null;
}

function downloadAddress(folder: string): string {
  const { version }: { version: string } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const mirror = process.env.ELECTRON_MIRROR || 'https://github.com/electron/electron/releases/download/';
  return `${mirror}v${version}/electron-v${version}-${process.platform}-${process.arch}.zip`;
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) })).ok;
  } catch {
    return false;
  }
}

function download(folder: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore', timeout: DOWNLOAD_MS });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
}
