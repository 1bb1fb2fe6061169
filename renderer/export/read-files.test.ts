import { describe, expect, it } from 'vitest';
import { FILE_BYTES, readFile } from './read-files.ts';

const file = (...parts: BlobPart[]) => new File(parts, 'winter.md');
const utf16 = Uint8Array.from([0xff, 0xfe, 0x41, 0x00, 0x42, 0x00]);
const latin1 = Uint8Array.from([0x63, 0x61, 0x66, 0xe9]);

describe('readFile', () => {
  it('takes a text with a byte order mark', async () => {
    expect(await readFile(file('\ufeff# Café\n\n雪'))).toMatchObject({
      state: 'read',
      document: { title: 'Café', blocks: [{ content: '雪' }] },
    });
  });
  it.each([
    ['another encoding', file(latin1), /UTF-8/],
    ['UTF-16', file(utf16), /UTF-8/],
    ['a program', file('MZ\u0000\u0000'), /UTF-8/],
    ['nothing', file('---\ntitle: x\n---\n \n'), /no text/],
    ['a whole library', file('x'.repeat(FILE_BYTES + 1)), /larger than 1 MB/],
    ['too many blocks', file(Array.from({ length: 201 }, () => 'x').join('\n<!-- block -->\n')), /201 blocks/],
    ['a bomb', file('---\na: &a [x]\nb: [*a, *a]\n---\nx'), /aliases/],
  ])('says why it does not take %s', async (_, given, words) => {
    expect(await readFile(given)).toMatchObject({ state: 'refused', reason: expect.stringMatching(words) });
  });
});
