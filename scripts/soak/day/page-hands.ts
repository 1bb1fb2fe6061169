import type { Page } from 'playwright-core';

/** Of so many acts one: the rest is typing. */
const SELDOM = { openEpisode: 4, readIt: 12, openProject: 8, board: 20, search: 15, queue: 25, home: 25 };
const SENTENCE = 'What is measured twice is seldom the same. ';
const WORDS = ['winter', 'grid', 'freezer', 'spring', 'market'];

/** What a person does in the desk's window: goes from project to project, opens episodes and types into them, searches, looks around. */
export class PageHands {
  readonly #page: Page;
  /** Acts that could not be done, by what was missing. */
  readonly failed: string[] = [];
  acts = 0;

  constructor(page: Page) {
    this.#page = page;
  }

  async act(): Promise<void> {
    this.acts += 1;
    const page = this.#page;
    try {
      if (one(SELDOM.home)) await this.goHome();
      else if (one(SELDOM.queue)) await this.#go('/generation');
      else if (one(SELDOM.search)) await this.#search();
      else if (one(SELDOM.openProject)) await this.#openProject('');
      else if (one(SELDOM.board)) await this.#openProject('/board');
      else if (one(SELDOM.openEpisode) || !page.url().includes('/episodes/')) await this.#openEpisode();
      else if (one(SELDOM.readIt)) await this.#readIt();
      else await this.#type();
    } catch (error) {
      this.failed.push(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
    }
  }

  async goHome(): Promise<void> {
    await this.#go('/');
    await this.#page.locator('main a[href^="/projects/"]').first().waitFor();
  }

  async #go(path: string): Promise<void> {
    await this.#page.evaluate(`history.pushState(null, '', ${JSON.stringify(path)})`);
    await this.#page.getByRole('main').getByRole('heading', { level: 1 }).first().waitFor();
  }

  async #openProject(place: '' | '/board'): Promise<void> {
    const links = this.#page.getByRole('navigation', { name: 'Desk' }).locator('a[href^="/projects/"]');
    const paths = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    await this.#go(`${pick(paths)}${place}`);
  }

  async #openEpisode(): Promise<void> {
    await this.#openProject('');
    const link = this.#page.locator('main a[href^="/episodes/"]').first();
    await link.waitFor();
    const paths = await this.#page
      .locator('main a[href^="/episodes/"]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    await this.#go(`${pick(paths)}`);
  }

  async #type(): Promise<void> {
    const text = this.#page.locator('main .cm-content').first();
    // An episode that has no text yet, or is being generated.
    if ((await text.count()) === 0) return this.#openEpisode();
    await text.click();
    await this.#page.keyboard.type(SENTENCE);
  }

  async #readIt(): Promise<void> {
    await this.#page.keyboard.press('Control+e');
    await this.#page.keyboard.press('Control+e');
  }

  async #search(): Promise<void> {
    await this.#go('/search');
    await this.#page.getByRole('main').locator('input[role=combobox]').pressSequentially(pick(WORDS));
    await this.#page.locator('main [role=listbox][aria-busy=false]').waitFor();
  }
}

function one(of: number): boolean {
  return Math.random() * of < 1;
}

function pick<T>(from: readonly T[]): T {
  const chosen = from[Math.floor(Math.random() * from.length)];
  if (chosen === undefined) throw new Error('there is nothing to choose from');
  return chosen;
}
