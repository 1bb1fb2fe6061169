import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from 'app-builder-lib';
import { getConfig, validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { DebugLogger } from 'builder-util';
import { expect, test } from 'vitest';
import { APP_ID } from '../electron/main/app-address.ts';

const root = join(import.meta.dirname, '..');

const configuration = (): Promise<Configuration> => getConfig(root, 'electron-builder.yml', null);

test('electron-builder accepts the configuration', async () => {
  await expect(validateConfiguration(await configuration(), new DebugLogger(false))).resolves.toBeUndefined();
});

test('and would notice a mistake in it', async () => {
  const wrong: Configuration = Object.assign({}, await configuration(), { asarUnpacked: ['x'] });
  await expect(validateConfiguration(wrong, new DebugLogger(false))).rejects.toThrow('asarUnpacked');
});

test('a deb has what fpm asks for, and no package the picture of Electron', async () => {
  const { homepage } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { linux, icon } = await configuration();
  expect(URL.parse(homepage)?.protocol).toBe('https:');
  expect(linux?.maintainer).toBeTruthy();
  expect(icon).toBe('icon.png');
});

test('the database is outside the archive, the template store beside it, and every door is shut', async () => {
  const { appId, asarUnpack, extraResources, electronFuses } = await configuration();
  expect(appId).toBe(APP_ID);
  expect(asarUnpack).toContain('node_modules/@electric-sql/pglite/**');
  expect(extraResources).toContainEqual({ from: 'dist/template', to: 'template' });
  expect(electronFuses).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
    resetAdHocDarwinSignature: true,
  });
});
