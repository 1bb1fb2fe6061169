import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type postgres from 'postgres';
import { openChromium } from './chromium.ts';
import { openDemoDatabase } from './demo-database.ts';
import { removeDeskFolders } from './desk-folders.ts';
import { type DeskPage, openDeskPage } from './desk-page.ts';
import { startDesk } from './desk-process.ts';

/** One story in one desk: a fresh machine, its page, and the demo cloud's database. */
export interface Story extends DeskPage, AsyncDisposable {
  /** `data` is the desk's; `temporary` is where its cloud and workers meet it. */
  folders: { data: string; temporary: string };
  /** As the cloud's owner sees it. */
  cloud: postgres.Sql;
  /** Of the process that hosts engine and page. */
  pid: number;
}

/** Everything is ended and deleted with the story, and also when its beginning fails half-way. */
export async function beginStory(name: string, options: { worker?: 'off' } = {}): Promise<Story> {
  await using closing = new AsyncDisposableStack();
  const temporary = await mkdtemp(join(tmpdir(), `${name}-`));
  closing.defer(() => removeDeskFolders(temporary));
  const folders = { data: join(temporary, 'data'), temporary };
  const desk = await startDesk({ ...folders, ...options });
  closing.defer(async () => void (await desk.stop()));
  const browser = await openChromium();
  closing.defer(() => browser.close());
  const page = await openDeskPage(browser, desk.url);
  const cloud = await openDemoDatabase(folders.data);
  closing.defer(() => cloud.end());
  const whole = closing.move();
  return { ...page, folders, cloud, pid: desk.pid, [Symbol.asyncDispose]: () => whole.disposeAsync() };
}
