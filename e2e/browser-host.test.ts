import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CloudRecord, readCloudRecord } from '../electron/demo/cloud-record.ts';
import { isAlive, removeDeskFolders } from './support/desk-folders.ts';
import { type DeskProcess, startDesk } from './support/desk-process.ts';

let folder: string;
const desks: DeskProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'start-'));
});
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.kill();
  await removeDeskFolders(folder);
});

const data = (name: string) => join(folder, name);

async function start(name: string, profile: 'ada' | 'ben' = 'ada'): Promise<DeskProcess> {
  const desk = await startDesk({ data: data(name), profile, temporary: folder });
  desks.push(desk);
  return desk;
}

async function cloudOf(name: string): Promise<CloudRecord> {
  const record = await readCloudRecord(join(data(name), 'demo-cloud'));
  if (record === null) throw new Error('there is no record of a cloud');
  return record;
}

describe('npm start', () => {
  test('serves the page, closes cleanly, and its cloud goes some seconds after it', async () => {
    const desk = await start('a');
    const answer = await fetch(desk.url, { headers: { accept: 'text/html' } });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('<div id="root">');
    const { pid } = await cloudOf('a');
    expect(await desk.stop()).toBe(0);
    await expect.poll(() => isAlive(pid), { timeout: 30_000 }).toBe(false);
  });

  test('two data folders meet on one cloud, which outlives the desk that started it, and a killed one frees it', async () => {
    const [ada, ben] = [await start('a'), await start('b', 'ben')];
    const { pid } = await cloudOf('a');
    const home: unknown = JSON.parse(await readFile(join(data('b'), 'demo-cloud/home.json'), 'utf8'));
    expect(home).toEqual({ directory: join(data('a'), 'demo-cloud') });
    expect(await ada.stop()).toBe(0);
    expect(isAlive(pid)).toBe(true);
    await ben.kill();
    await expect.poll(() => isAlive(pid), { timeout: 30_000 }).toBe(false);
  });

  test('a desk that is open is not opened twice: the second says which process has it', async () => {
    const desk = await start('a');
    await expect(start('a')).rejects.toThrow(`process ${desk.pid}`);
  });

  test('a cloud that is killed comes back at its address while a desk needs it', async () => {
    await start('a');
    const before = await cloudOf('a');
    process.kill(before.pid, 'SIGKILL');
    await expect.poll(async () => (await cloudOf('a')).pid, { timeout: 60_000 }).not.toBe(before.pid);
    expect((await cloudOf('a')).url).toBe(before.url);
  });
});
