import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { mintToken } from '../../../cloud/identity/mint-token.ts';
import { openChromium } from '../../../e2e/support/chromium.ts';
import { startDesk } from '../../../e2e/support/desk-process.ts';
import { type PageMemory, pageMemory } from '../../../e2e/support/page-memory.ts';
import { buildStale } from '../../build/build.ts';
import type { DayCloud } from './day-task.ts';
import { PageHands } from './page-hands.ts';

const ROOT = join(import.meta.dirname, '../../..');
/** As the producers without a page (producer.ts), in milliseconds. */
const ACT_MS = 333;
/** Scripts of pages that are not open yet are read when the page has nothing to do (shell/warm-up.ts). In milliseconds. */
const WARMED_UP_MS = 3_000;
const QUARTERS = 4;
const DAY_SECONDS = 86_400;
/** Well formed, and never asked: the desk has a token of its own. */
const CLERK_KEY = `pk_test_${btoa('brave-otter-1.clerk.accounts.dev$')}`;

export interface DayPage {
  acts: number;
  /** At rest before the first act, and after each quarter: always on the same page, after a collection. */
  memory: PageMemory[];
  /** What its console said, and what could not be done. */
  wrong: string[];
}

interface DayPageTask {
  folder: string;
  cloud: DayCloud;
  user: string;
  organization: string;
}

export interface OpenedDayPage extends AsyncDisposable {
  /** Until then, in epoch milliseconds. */
  play(until: number): Promise<DayPage>;
}

/** A desk with its window: `npm start` as a person does it, a real Chromium on it, and somebody's hands there while the day is played. */
export async function openDayPage({ folder, cloud, user, organization }: DayPageTask): Promise<OpenedDayPage> {
  await buildStale(ROOT, { for: 'browser', onRun: () => undefined });
  const token = await mintToken({ user, organization, role: 'admin', expiresSeconds: DAY_SECONDS });
  await using stack = new AsyncDisposableStack();
  const desk = await startDesk({
    data: join(folder, 'desk'),
    temporary: folder,
    environment: {
      SUPABASE_URL: cloud.url,
      SUPABASE_PUBLISHABLE_KEY: cloud.publishableKey,
      CLERK_PUBLISHABLE_KEY: CLERK_KEY,
      SHOWRUNNER_TOKEN: token,
    },
  });
  stack.defer(async () => void (await desk.stop()));
  const browser = await openChromium();
  stack.defer(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const wrong: string[] = [];
  page.on('console', (said) => said.type() === 'error' && wrong.push(said.text()));
  page.on('pageerror', (error) => wrong.push(error.message));
  await page.goto(desk.url);
  const upToDate = page.locator('[data-testid=sync-badge][data-state=up-to-date]');
  await upToDate.waitFor();
  await wait(WARMED_UP_MS);
  const opened = stack.move();
  return {
    async play(until) {
      const { acts, memory, failed } = await playOn(page, until);
      await upToDate.waitFor();
      return { acts, memory, wrong: [...wrong, ...failed] };
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

async function playOn(page: Page, until: number) {
  const hands = new PageHands(page);
  const memory: PageMemory[] = [];
  const look = async (): Promise<void> => {
    await hands.goHome();
    memory.push(await pageMemory(page));
  };
  await look();
  const begun = Date.now();
  for (let quarter = 1; quarter <= QUARTERS; quarter += 1) {
    const end = begun + ((until - begun) * quarter) / QUARTERS;
    while (Date.now() < end) {
      await hands.act();
      await wait(ACT_MS * (0.5 + Math.random()));
    }
    await look();
  }
  return { acts: hands.acts, memory, failed: hands.failed };
}
