import { setTimeout as wait } from 'node:timers/promises';
import type { DevtoolsPage } from './devtools-page.ts';

/**
 * Measures in the page itself, from the time that the input event carries until the frame that shows what was waited for has been
 * painted. As text: it runs there.
 */
const CLOCK = `
  globalThis.benchClock = (type, shows) => new Promise((painted, fail) => {
    setTimeout(() => fail(new Error('nothing was painted for 30 seconds: ' + shows)), 30_000);
    addEventListener(type, (event) => {
      const look = () => {
        if (!shows()) return requestAnimationFrame(look);
        // A message is handled after the frame in which it was sent has been painted.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => painted(performance.now() - event.timeStamp);
        port2.postMessage(null);
      };
      requestAnimationFrame(look);
    }, { capture: true, once: true });
  });
`;

export async function installClock(page: DevtoolsPage): Promise<void> {
  await page.evaluate(CLOCK);
}

/** Nobody's hands are faster: ten letters a second, and a click so long after what it is on came to be seen. In milliseconds. */
const HANDS_MS = 100;

/** Milliseconds from what `act` makes the person's hand do until the page has painted a frame in which `shows` is true. */
export async function inputToPaint(
  page: DevtoolsPage,
  input: 'keydown' | 'click',
  act: () => Promise<unknown>,
  shows = 'true',
): Promise<number> {
  const took = page.evaluate<number>(`benchClock(${JSON.stringify(input)}, () => ${shows})`);
  // Answered in order: the clock is there before anything is pressed.
  await page.evaluate('0');
  await wait(HANDS_MS);
  await act();
  return took;
}
