import type { Page } from 'playwright-core';

/** Marks passages of the episode that is being read, as a producer does before a meeting; once for a desk. */
export async function highlightSome(page: Page): Promise<void> {
  const article = page.getByRole('article', { name: 'Reading view' });
  const list = page.getByRole('list', { name: 'Highlights' });
  if ((await list.count()) > 0) return;
  const highlight = async (words: string, colour: string): Promise<void> => {
    await article.getByText(words).first().click({ clickCount: 3 });
    await page.getByRole('button', { name: `Highlight in ${colour}` }).click();
    await list.getByRole('button', { name: words }).waitFor();
  };
  await article.focus();
  for (const key of ['j', 'j', 'n']) await page.keyboard.press(key);
  await page.getByRole('textbox', { name: 'Note on the highlight' }).waitFor();
  await page.keyboard.type('Consent for how long? Ask Pennard before Thursday.');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Note on the highlight' }).waitFor({ state: 'hidden' });
  await highlight('The growth came in three parts.', 'green');
  await highlight('Twelve lenders and five of the nine banks', 'blue');
  await article.focus();
  await page.evaluate("document.querySelector('article').scrollIntoView()");
}

/** Asks about an episode and waits for the answer; once for a desk. Ends on the page of the conversation. */
export async function askAbout(page: Page, episodePath: string): Promise<void> {
  await page.goto(new URL('/chat', page.url()).href);
  const composer = page.getByRole('textbox', { name: /^(First message|Message)$/ });
  await composer.waitFor();
  const conversations = page.getByRole('navigation', { name: 'Conversations' });
  await conversations.getByRole('listitem').or(conversations.getByText('Nothing yet.')).first().waitFor();
  if ((await conversations.getByRole('listitem').count()) === 0) {
    await page.goto(new URL(`/chat?episode=${episodePath.split('/').at(-1)}`, page.url()).href);
    await page.getByText('About “').waitFor();
    await composer.fill('What does Pennard Finance see of its borrowers, and who agreed to it?');
    await composer.press('Enter');
    await page.getByText('The episode says this about it').waitFor({ timeout: 60_000 });
    await composer.fill('Which losses are in the six vintages?');
    await composer.press('Enter');
  }
  // Both answers are there.
  await page.getByRole('button', { name: 'Make a note of the selection…' }).nth(1).waitFor({ timeout: 60_000 });
}
