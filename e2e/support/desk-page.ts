import type { Browser, Page } from 'playwright-core';
import { electronAppOf } from './electron-desk.ts';

/** What the page must not do in any walk: errors in the console, uncaught exceptions, requests that failed or left the machine. */
export interface Complaints {
  readonly list: string[];
}

export interface DeskPage {
  page: Page;
  complaints: Complaints;
}

/** A desk's page in a browser profile of its own (or its window, in Electron), ready when it says that everything is here. */
export async function openDeskPage(browser: Browser, url: string): Promise<DeskPage> {
  const app = electronAppOf(url);
  const page = await (app === null ? newPage(browser) : app.firstWindow());
  const home = app === null ? new URL(url).origin : 'showrunner-app://desk';
  const list: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') list.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => list.push(`uncaught: ${error.message}`));
  page.on('requestfailed', (request) => {
    // A page that is left while it reads its icon, or the scripts of others (shell/warm-up.ts), needs them no more.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') list.push(`failed: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) list.push(`${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(home) && !request.url().startsWith('data:')) {
      list.push(`left the machine: ${request.url()}`);
    }
  });
  if (app === null) await page.goto(url);
  await syncState(page, 'up-to-date');
  return { page, complaints: { list } };
}

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  return context.newPage();
}

/** Waits until the badge says so; it never does while something waits. */
export async function syncState(page: Page, state: 'up-to-date' | 'sending' | 'offline'): Promise<void> {
  await page.locator(`[data-testid=sync-badge][data-state=${state}]`).waitFor({ timeout: 60_000 });
}

/** The switch in the badge's details. */
export async function setOffline(page: Page, offline: boolean): Promise<void> {
  await page.getByTestId('sync-badge').click();
  // The engine is asked, and the switch follows its answer.
  await page.getByRole('switch', { name: 'Work offline', checked: !offline }).click();
  await page.getByRole('switch', { name: 'Work offline', checked: offline }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: 'Sync' }).waitFor({ state: 'hidden' });
}
