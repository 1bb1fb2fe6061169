import { expect, test } from 'vitest';
import { testDirectory } from '../store/testing/test-store.ts';
import { type TestCloud, testCloud } from '../testing/test-cloud.ts';
import { statusWhere, testDesk } from '../testing/test-desk.ts';
import type { TokenSource } from './contract.ts';
import { NoTokenError } from './no-token-error.ts';

/** As at a cold start: first no page is there, then one whose sign-in service cannot be asked. */
function offlineTokens(): TokenSource & { pageOpens(): void } {
  let isOpen = false;
  return {
    pageOpens() {
      isOpen = true;
    },
    async getToken() {
      throw isOpen
        ? new NoTokenError('The sign-in service does not answer.', { needs: 'unreachable' })
        : new NoTokenError('No window is open to sign in with.');
    },
  };
}

async function signedInOnce(cloud: TestCloud, dataDir: string): Promise<void> {
  await using desk = await testDesk({ cloud, tokens: cloud.tokens(), dataDir });
  await desk.engine.command('project.create', { title: 'Fjords' });
  await desk.engine.settle(30_000);
  expect(desk.engine.status()).toMatchObject({ pending_count: 0, connection: { state: 'online' } });
}

test('after one sign-in a desk opens without a network and is edited; that the sign-in cannot be asked is no sign-out', async () => {
  await using directory = await testDirectory();
  const cloud = await testCloud();
  await signedInOnce(cloud, directory.path);
  await cloud[Symbol.asyncDispose]();

  const tokens = offlineTokens();
  await using desk = await testDesk({ cloud, tokens, dataDir: directory.path });
  const { engine } = desk;
  expect(await engine.query('projects.list', {})).toMatchObject([{ title: 'Fjords' }]);
  await engine.command('project.create', { title: 'Made on a train' });
  await statusWhere(engine, ({ connection }) => connection.state === 'paused');
  expect(engine.status()).toMatchObject({ connection: { reasons: ['no-token'] }, pending_count: 1 });
  tokens.pageOpens();
  await engine.command('sync.now', {});
  const status = await statusWhere(engine, ({ connection }) => connection.state === 'unreachable');
  expect(status.pending_count).toBe(1);
  expect(await engine.query('projects.list', {})).toHaveLength(2);
});
