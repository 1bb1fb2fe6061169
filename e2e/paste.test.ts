import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canWalk, openChromium } from './support/chromium.ts';

const corpus = join(import.meta.dirname, 'clipboard');
const names = readdirSync(corpus).flatMap((file) => (file.endsWith('.md') ? [file.slice(0, -3)] : []));
const read = (file: string): string => readFileSync(join(corpus, file), 'utf8');
const entry = join(import.meta.dirname, '../renderer/episodes/editor/paste/html-to-markdown.ts');

/** What browsers, Word, Google Docs and spreadsheets put on the clipboard, parsed by a real browser as a paste is. */
describe.skipIf(!canWalk)('clipboard HTML', () => {
  const closing = new AsyncDisposableStack();
  const requests: string[] = [];
  let page: Page;

  beforeAll(async () => {
    const [output] = [
      await build({
        configFile: false,
        logLevel: 'error',
        build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'paste' } },
      }),
    ].flat();
    const code = output !== undefined && 'output' in output ? output.output[0].code : '';
    const browser = await openChromium();
    closing.defer(() => browser.close());
    page = await browser.newPage();
    page.on('request', (request) => requests.push(request.url()));
    await page.addScriptTag({ content: code });
  });
  afterAll(() => closing.disposeAsync());

  const parsed = (html: string): string => `new DOMParser().parseFromString(${JSON.stringify(html)}, 'text/html')`;
  const convert = (html: string): Promise<string> => page.evaluate(`paste.htmlToMarkdown(${parsed(html)})`);
  const saysMore = (html: string): Promise<boolean> => page.evaluate(`paste.saysMore(${parsed(html)})`);

  test.each(names)('%s becomes markdown', async (name) => {
    expect(`${await convert(read(`${name}.clipboard`))}\n`).toBe(read(`${name}.md`));
  });

  test('says no more than its plain text when it only colours it', async () => {
    expect(await saysMore('<meta charset="utf-8"><span style="color:red">- *words*</span>')).toBe(false);
    expect(await saysMore('<span>a <b>bold</b> word</span>')).toBe(true);
    expect(await saysMore('<p>one</p><p>two</p>')).toBe(true);
  });

  test.each([
    ['snake_case, _under_ and [1] stay; 2 * 3 does not', 'snake_case, \\_under\\_ and [1] stay; 2 \\* 3 does not'],
    ['# no heading', '\\# no heading'],
    ['1. no list', '1\\. no list'],
    ['[not](a link)', '\\[not](a link)'],
  ])('escapes in %j only what would be markup', async (words, markdown) => {
    expect(await convert(`<p>${words}</p>`)).toBe(markdown);
  });

  test('nothing of it has run, and nothing was fetched', async () => {
    expect(await page.evaluate('globalThis.pwned ?? null')).toBeNull();
    expect(requests).toEqual([]);
  });
});
