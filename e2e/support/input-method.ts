import type { CDPSession, Page } from 'playwright-core';

/** Types as somebody does with a Japanese or Chinese keyboard: signs stand underlined until they are chosen. */
export class InputMethod {
  readonly #session: CDPSession;

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async of(page: Page): Promise<InputMethod> {
    return new InputMethod(await page.context().newCDPSession(page));
  }

  /** The signs as they stand by now, not chosen yet. */
  async compose(text: string): Promise<void> {
    await this.#session.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  }

  /** The Enter that belongs to the input method: the page hears of it, and must not take it for its own. */
  enter(): Promise<void> {
    return this.#press('Enter');
  }

  /** The Escape that dismisses the candidates, likewise. */
  escape(): Promise<void> {
    return this.#press('Escape');
  }

  /** These signs are chosen. */
  async choose(text: string): Promise<void> {
    await this.#session.send('Input.insertText', { text });
  }

  async #press(name: 'Enter' | 'Escape'): Promise<void> {
    // 229 is what every browser says of a key that an input method has taken.
    const key = { key: name, code: name, windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 };
    await this.#session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key });
    await this.#session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
  }
}
