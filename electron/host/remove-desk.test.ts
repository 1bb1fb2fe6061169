import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { deskDirectory } from '../machine/data-directory.ts';
import { CLOUD, scene } from '../testing/desk-host-scene.ts';
import { HostRefusal } from './host-calls.ts';
import { removeDesk, sweepRemovedDesks } from './remove-desk.ts';

/** What the system answers instead of doing it, by the call. */
const refused = vi.hoisted(() => ({ rename: '', rm: '' }));
vi.mock('node:fs/promises', async (load) => {
  const real = await load<typeof import('node:fs/promises')>();
  const failure = (code: string) => Object.assign(new Error(code), { code });
  return {
    ...real,
    async rename(from: string, to: string) {
      if (refused.rename !== '' && to.includes('.removed-')) throw failure(refused.rename);
      return real.rename(from, to);
    },
    /** As it is half-way: some of it is gone. */
    async rm(path: string, options: object) {
      if (refused.rm === '') return real.rm(path, options);
      await real.rm(join(path, 'meta.json'), { force: true });
      throw failure(refused.rm);
    },
  };
});

let dataDir: string;
let project: string;
let folder: string;
beforeEach(async () => {
  Object.assign(refused, { rename: '', rm: '' });
  dataDir = await mkdtemp(join(tmpdir(), 'desks-'));
  folder = deskDirectory(dataDir, { workspace: 'cloud', project: 'a.b', userId: 'user_1', organizationId: 'org_1' });
  project = join(folder, '..');
  await mkdir(join(folder, 'pgdata'), { recursive: true });
  for (const name of ['meta.json', 'recovery.log']) await writeFile(join(folder, name), name);
});

test('a desk is removed whole', async () => {
  await removeDesk(folder);
  expect(await readdir(project)).toEqual([]);
  await removeDesk(folder);
});

test('a deletion that stops half-way leaves nothing where the desk was, says so, and is finished at the next start', async () => {
  refused.rm = 'EBUSY';
  await expect(removeDesk(folder)).rejects.toThrow(
    /this desk is gone, .+ \(EBUSY\)\. They lie in .+ and are deleted at the next start\.$/,
  );
  expect(await readdir(project)).toEqual([expect.stringMatching(/^user_1-org_1\.removed-/)]);
  const log: string[] = [];
  await sweepRemovedDesks(dataDir, (line) => log.push(line));
  expect(log).toEqual(['host: a removed desk is not deleted yet: EBUSY']);
  refused.rm = '';
  await scene({ dataDir });
  await expect.poll(() => readdir(project)).toEqual([]);
});

test('a desk whose folder cannot be taken away is left whole, and that is what is said', async () => {
  refused.rename = 'EPERM';
  const removing = removeDesk(folder);
  await expect(removing).rejects.toBeInstanceOf(HostRefusal);
  await expect(removing).rejects.toThrow(/^Nothing was removed \(EPERM\): .+ still on this machine\./);
  expect(await readFile(join(folder, 'meta.json'), 'utf8')).toBe('meta.json');
});

test('a page that removes its desk is told what is true of it', async () => {
  const { call, enter, host } = await scene({ dataDir });
  await call('cloud.connect', CLOUD);
  await enter('user_1', 'org_1');
  refused.rename = 'EPERM';
  expect(await call('identity.leave', { remove: true })).toMatchObject({
    ok: false,
    error: { code: 'refused', message: expect.stringContaining('Nothing was removed') },
  });
  expect(host.state.identity).toBeNull();
});

test('no desk of a person is taken for a removed one', async () => {
  const odd = deskDirectory(dataDir, {
    workspace: 'cloud',
    project: 'a.b',
    userId: 'user_1',
    organizationId: 'org.removed-01934f2e-7a1b-7c3d-9e4f-0123456789ab',
  });
  await mkdir(odd, { recursive: true });
  await sweepRemovedDesks(dataDir, () => {});
  expect(await readdir(project)).toHaveLength(2);
});
