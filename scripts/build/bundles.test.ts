import { readdir, readFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildStale } from './build.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFile(join(root, 'dist', path), 'utf8');

beforeAll(() => buildStale(root, { for: 'electron', onRun: () => {} }), 240_000);

/** What a bundle loads at run time, statically or not. */
function loads(code: string): string[] {
  const found = code.matchAll(
    /(?:^|[;\n])\s*(?:import|export)\s[^'"\n]*?from\s*["']([^"']+)["']|(?:\brequire|\bimport)\(\s*["']([^"']+)["']\s*\)/g,
  );
  return [...new Set([...found].map((match) => match[1] ?? match[2] ?? ''))];
}
const isBuiltin = (name: string) => name.startsWith('node:') || builtinModules.includes(name);

describe('the bundles', () => {
  test('the preload is one CommonJS file that requires only electron', async () => {
    const code = await read('electron/preload.cjs');
    expect(loads(code)).toEqual(['electron']);
    expect(code).not.toMatch(/^\s*(import|export)\s/m);
  });

  test('main loads Electron, Node and the updater, and neither the database nor the cloud', async () => {
    const names = loads(await read('electron/main.js'));
    expect(names).toContain('electron');
    const others = names.filter((name) => name !== 'electron' && !isBuiltin(name));
    // Clerk's bridge names an optional package of its own, loaded only by an app that offers passkeys; this one does not.
    expect(others.filter((name) => name !== '@clerk/electron-passkeys')).toEqual(['electron-updater']);
  });

  test('the engine loads nothing but Node; only the thread of its store loads PGlite, which stays outside', async () => {
    expect(loads(await read('electron/engine-process.js')).filter((name) => !isBuiltin(name))).toEqual([]);
    const ofThread = loads(await read('electron/store-worker.js')).filter((name) => !isBuiltin(name));
    expect(ofThread.sort()).toEqual(['@electric-sql/pglite', '@electric-sql/pglite/nodefs']);
  });

  test('the page has nothing of Node, of the database or of a secret, and runs no inline script', async () => {
    const names = await readdir(join(root, 'dist/renderer/assets'));
    const scripts = names.filter((name) => name.endsWith('.js'));
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) {
      const code = await read(`renderer/assets/${script}`);
      expect(loads(code).filter(isBuiltin), script).toEqual([]);
      expect(code, script).not.toMatch(/["']node:|pglite\.wasm|service_role/);
    }
    const page = await read('renderer/index.html');
    for (const [script] of page.matchAll(/<script\b[^>]*>/g)) expect(script).toMatch(/\bsrc="\//);
    expect(page).not.toMatch(/\son[a-z]+=/i);
  });
});

test('the page is for production, though a test runner built it', async () => {
  for (const name of await readdir(join(root, 'dist/renderer/assets'))) {
    if (name.endsWith('.js'))
      expect(await read(`renderer/assets/${name}`), name).not.toMatch(/jsxDEV|react_stack_bottom/);
  }
});

test('what is built is not built again', async () => {
  expect(await buildStale(root, { for: 'electron', onRun: () => {} })).toEqual([]);
});
