import type { Page } from 'playwright-core';

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

export async function installClock(page: Page): Promise<void> {
  await page.evaluate(CLOCK);
}

/** Milliseconds from what `act` makes the person's hand do until the page has painted a frame in which `shows` is true. */
export async function inputToPaint(
  page: Page,
  input: 'keydown' | 'click',
  act: () => Promise<unknown>,
  shows = 'true',
): Promise<number> {
  const took = page.evaluate<number>(`benchClock(${JSON.stringify(input)}, () => ${shows})`);
  // Answered in order: the clock is there before anything is pressed.
  await page.evaluate('0');
  await act();
  return took;
}
