import { setTimeout as wait } from 'node:timers/promises';
import type { DevtoolsSession } from './devtools-session.ts';

const ASK_EVERY_MS = 25;
const PATIENCE_MS = 30_000;

interface Key {
  key: string;
  code: string;
  /** Windows' virtual key, which is what the browser goes by. */
  windowsVirtualKeyCode: number;
  text?: string;
  modifiers?: number;
}

const NAMED = {
  Space: { key: ' ', code: 'Space', windowsVirtualKeyCode: 32, text: ' ' },
  Backspace: { key: 'Backspace', code: 'Backspace', windowsVirtualKeyCode: 8 },
  PageDown: { key: 'PageDown', code: 'PageDown', windowsVirtualKeyCode: 34 },
  'Control+Home': { key: 'Home', code: 'Home', windowsVirtualKeyCode: 36, modifiers: 2 },
} satisfies Record<string, Key>;

/** A page and a person's hands on it; it asks the page for nothing but what is written here. Expressions are JavaScript, as text. */
export class DevtoolsPage {
  readonly session: DevtoolsSession;

  constructor(session: DevtoolsSession) {
    this.session = session;
  }

  /** What the expression comes to, also when that is a promise. */
  async evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await this.session.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined) {
      throw new Error(`${exceptionDetails.exception?.description ?? exceptionDetails.text} in ${expression}`);
    }
    return result.value;
  }

  /** Until the expression comes to something true, across a reload too. */
  async until(expression: string, limitMs = PATIENCE_MS): Promise<void> {
    const end = Date.now() + limitMs;
    while (!(await this.evaluate(`Boolean(${expression})`).catch(() => false))) {
      if (Date.now() > end) throw new Error(`not true for ${limitMs / 1000} seconds: ${expression}`);
      await wait(ASK_EVERY_MS);
    }
  }

  shown(selector: string, limitMs = PATIENCE_MS): Promise<void> {
    return this.until(`document.querySelector(${JSON.stringify(selector)})`, limitMs);
  }

  async reload(): Promise<void> {
    await this.evaluate('globalThis.isOld = true');
    await this.session.send('Page.reload');
    await this.until('globalThis.isOld === undefined');
  }

  /** In the middle of what can be seen of it, once it stands still and nothing lies over it. */
  async click(selector: string): Promise<void> {
    await this.shown(selector);
    const [x, y] = await this.evaluate<[number, number]>(`new Promise((stands) => {
      const element = document.querySelector(${JSON.stringify(selector)});
      element.scrollIntoViewIfNeeded();
      let before = null;
      const look = () => {
        const box = element.getBoundingClientRect();
        const middle = (from, to, most) => (Math.max(from, 0) + Math.min(to, most)) / 2;
        const now = [middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight)];
        if (String(now) === String(before) && element.contains(document.elementFromPoint(...now))) return stands(now);
        before = now;
        requestAnimationFrame(look);
      };
      look();
    })`);
    const at = { x, y, button: 'left', clickCount: 1 } as const;
    await this.session.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x, y });
    await this.session.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...at });
    await this.session.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...at });
  }

  /** @param name a small letter, or one of the named keys */
  async press(name: string): Promise<void> {
    const key = name in NAMED ? NAMED[name as keyof typeof NAMED] : letter(name);
    await this.session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key });
    await this.session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
  }
}

function letter(text: string): Key {
  const large = text.toUpperCase();
  return { key: text, code: `Key${large}`, windowsVirtualKeyCode: large.charCodeAt(0), text };
}
