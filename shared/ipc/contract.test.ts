import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROTOCOL_VERSION } from './contract.ts';

/** The shapes of the messages themselves. Names of commands and queries are checked one by one where they arrive. */
const FILES = ['contract.ts', 'presence.ts'];

/** By version: the hash of the shapes. Raise PROTOCOL_VERSION and add a line when they change; never change a line. */
const SHAPES: { readonly [version: number]: string } = {
  2: 'd1b0fcc5110bb35a',
};

async function shapes(): Promise<string> {
  const texts = await Promise.all(FILES.map((file) => readFile(join(import.meta.dirname, file), 'utf8')));
  const code = texts.map((text) =>
    text
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/^import .*$/gm, '')
      .replace(/^export const PROTOCOL_VERSION.*$/m, '')
      .replace(/\s+/g, ' '),
  );
  return createHash('sha256').update(code.join('\n')).digest('hex').slice(0, 16);
}

test('a change of what pages and engines say to each other raises the version', async () => {
  expect(await shapes(), 'raise PROTOCOL_VERSION in contract.ts and add the new hash here').toBe(
    SHAPES[PROTOCOL_VERSION],
  );
});
