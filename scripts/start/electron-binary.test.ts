import { once } from 'node:events';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findElectron, installedElectron } from './electron-binary.ts';

let root: string;
const download = vi.fn();

/** A package `electron` whose installer does what ours is told to. */
beforeEach(async () => {
  download.mockReset();
  root = await mkdtemp(join(tmpdir(), 'electron-'));
  await mkdir(join(root, 'node_modules/electron/dist'), { recursive: true });
  await writeFile(join(root, 'node_modules/electron/package.json'), '{"version":"45.4.1"}');
  await installer('process.exit(1)');
  vi.stubEnv('DISPLAY', ':0');
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', '');
  vi.stubEnv('ELECTRON_SKIP_BINARY_DOWNLOAD', '');
});
afterEach(() => vi.unstubAllEnvs());

const installer = (code: string) => writeFile(join(root, 'node_modules/electron/install.js'), code);

async function withMirror(status: number, run: () => Promise<void>): Promise<void> {
  const mirror = createServer((_, response) => response.writeHead(status).end());
  mirror.listen(0, '127.0.0.1');
  await once(mirror, 'listening');
  vi.stubEnv('ELECTRON_MIRROR', `http://127.0.0.1:${(mirror.address() as AddressInfo).port}/`);
  await run();
  mirror.close();
}

test('uses the binary that is there', async () => {
  await writeFile(join(root, 'node_modules/electron/dist/electron'), '');
  await writeFile(join(root, 'node_modules/electron/path.txt'), 'electron');
  expect(await findElectron(root, download)).toEqual({ path: join(root, 'node_modules/electron/dist/electron') });
  expect(download).not.toHaveBeenCalled();
});

test('takes no binary whose installer has not come to its end, but that of a folder that somebody named', async () => {
  await writeFile(join(root, 'node_modules/electron/dist/electron'), '');
  expect(installedElectron(root)).toEqual({ missing: 'its binary is not there' });
  const own = join(root, 'own');
  await mkdir(own);
  await writeFile(join(own, 'electron'), '');
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', own);
  expect(installedElectron(root)).toEqual({ path: join(own, 'electron') });
});

test.runIf(process.platform === 'linux')('says that there is no display before anything else', () => {
  vi.stubEnv('DISPLAY', '');
  vi.stubEnv('WAYLAND_DISPLAY', '');
  expect(installedElectron(root)).toEqual({ missing: 'there is no display' });
});

test('does not try where nobody answers, or where the download is switched off', async () => {
  vi.stubEnv('ELECTRON_MIRROR', 'http://127.0.0.1:9/');
  expect(await findElectron(root, download)).toEqual({
    missing: 'its binary is not there and cannot be downloaded now',
  });
  vi.stubEnv('ELECTRON_SKIP_BINARY_DOWNLOAD', '1');
  expect(await findElectron(root, download)).toEqual({ missing: 'its binary is not there' });
  await withMirror(404, async () => {
    vi.stubEnv('ELECTRON_SKIP_BINARY_DOWNLOAD', '');
    expect(await findElectron(root, download)).toHaveProperty('missing');
  });
  expect(download).not.toHaveBeenCalled();
});

test('downloads where it can, and says so when that fails', async () => {
  await withMirror(200, async () => {
    expect(await findElectron(root, download)).toEqual({ missing: 'the download of its binary did not finish' });
    const unpack = (name: string) => `require('node:fs').writeFileSync(__dirname + '/${name}', 'electron');`;
    await installer(unpack('dist/electron') + unpack('path.txt'));
    expect(await findElectron(root, download)).toHaveProperty('path');
    expect(download).toHaveBeenCalledTimes(2);
  });
});
