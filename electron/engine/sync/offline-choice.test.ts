import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fixedTokenSource } from '../identity/fixed-token-source.ts';
import { openEngine } from '../open-engine.ts';
import { machinePlatform } from '../platform.ts';
import { testDirectory, testTemplate } from '../store/testing/test-store.ts';
import { OfflineChoice } from './offline-choice.ts';

test('who chose to work offline stays offline when the engine is opened again', async () => {
  await using directory = await testDirectory();
  const open = async () =>
    openEngine(
      {
        dataDir: directory.path,
        templateDir: await testTemplate(),
        workspace: 'cloud',
        cloud: { url: 'http://127.0.0.1:9', publishableKey: 'key' },
        identity: {
          user: { id: 'user_ada', name: 'Ada' },
          organization: { id: 'org_test', name: 'Test' },
          role: 'ADMIN',
        },
        tokens: fixedTokenSource(null),
      },
      { platform: { ...machinePlatform, log: () => undefined }, realtime: false, searchWorkerUrl: null },
    );
  const chosen = { state: 'paused', reasons: ['offline-by-choice'] };
  for (const offline of [true, false]) {
    const engine = await open();
    await engine.command('sync.set-offline', { offline });
    await engine.close();
    const again = await open();
    if (offline) expect(again.status().connection).toMatchObject(chosen);
    else expect(again.status().connection).not.toMatchObject(chosen);
    await again.close();
  }
});

test('a folder that takes no file costs the choice and nothing else', async () => {
  await using directory = await testDirectory();
  await mkdir(join(directory.path, 'offline.new'));
  const said: string[] = [];
  const choice = new OfflineChoice(directory.path, (message) => said.push(message));
  choice.keep(true);
  await choice.settled();
  expect(await choice.read()).toBe(false);
  expect(said).toHaveLength(1);
});
