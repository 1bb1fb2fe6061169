import { cp } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { build } from 'vite';

/** What a module is that comes from a package: anything but a path. */
const PACKAGE = /^(?![./\0]|[A-Za-z]:)/;

/**
 * Never bundled: Electron is the runtime, PGlite finds its WebAssembly beside its own file, and the updater (CommonJS that
 * requires Electron when it is loaded) is loaded by main only where the app updates itself.
 */
const EXTERNAL = [
  'electron',
  /^electron\//,
  'electron-updater',
  // Optional, and not used.
  '@clerk/electron-passkeys',
  /^@electric-sql\/pglite(\/|$)/,
  /^node:/,
  ...builtinModules,
];

interface Bundle {
  entry: string;
  output: string;
  format: 'es' | 'cjs';
}

export const BUNDLES: readonly Bundle[] = [
  { entry: 'electron/main/main.ts', output: 'main.js', format: 'es' },
  // A sandboxed preload is one CommonJS file; the .cjs keeps it one in a package of type module.
  { entry: 'electron/preload/preload.ts', output: 'preload.cjs', format: 'cjs' },
  { entry: 'electron/host/engine-process.ts', output: 'engine-process.js', format: 'es' },
  { entry: 'electron/engine/store/worker/main.ts', output: 'store-worker.js', format: 'es' },
  { entry: 'electron/engine/search/worker/main.ts', output: 'search-worker.js', format: 'es' },
];

/** Bundles the processes of the Electron app into `dist/electron`, each into one file. */
export async function bundleForNode(root: string): Promise<void> {
  for (const { entry, output, format } of BUNDLES) {
    await build({
      configFile: false,
      root,
      logLevel: 'warn',
      publicDir: false,
      ssr: { noExternal: true },
      build: {
        ssr: join(root, entry),
        outDir: join(root, 'dist/electron'),
        emptyOutDir: false,
        // Electron 45 embeds Node 24.
        target: 'node24',
        sourcemap: true,
        minify: false,
        rolldownOptions: {
          external: EXTERNAL,
          output: { format, entryFileNames: output, codeSplitting: false },
        },
      },
    });
  }
}

/**
 * The demo cloud that Electron starts by itself, in `dist/demo-cloud`: file by file, since it reads its SQL and its content from
 * beside its modules. Packages stay outside; they travel in the app's node_modules.
 */
export async function transpileDemoCloud(root: string): Promise<void> {
  const outDir = join(root, 'dist/demo-cloud');
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    build: {
      ssr: join(root, 'electron/demo/cloud-process.ts'),
      outDir,
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      rolldownOptions: {
        external: PACKAGE,
        output: { format: 'es', preserveModules: true, preserveModulesRoot: root, entryFileNames: '[name].js' },
      },
    },
  });
  for (const folder of ['cloud', 'migrations']) {
    await cp(join(root, folder), join(outDir, folder), {
      recursive: true,
      filter: (path) => !/\.(test\.)?(ts|tsx)$/.test(path) && !path.endsWith('README.md'),
    });
  }
}
