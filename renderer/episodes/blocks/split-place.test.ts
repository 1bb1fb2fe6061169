import { describe, expect, it } from 'vitest';
import { splitPlace } from './split-place.ts';

/** `|` is the cursor, and in the answer where the text is split. */
function splitAt(text: string): string {
  const at = text.indexOf('|');
  const whole = text.replace('|', '');
  const place = splitPlace(whole, at);
  return `${whole.slice(0, place)}|${whole.slice(place)}`;
}

describe('splitPlace', () => {
  it.each([
    ['One.\n\n## |A heading', 'One.\n\n|## A heading'],
    ['One.\n\n##| A heading', 'One.\n\n|## A heading'],
    ['One.\n> |Said.', 'One.\n|> Said.'],
    ['One.\n>> **|Said.**', 'One.\n|>> **Said.**'],
    ['One.\n- |an item', 'One.\n|- an item'],
    ['One.\n  12. [x] |done', 'One.\n|  12. [x] done'],
    ['**|Bold** words', '|**Bold** words'],
    ['Some **bold|**\n\nNext', 'Some **bold**|\n\nNext'],
    ['## A heading| ##\nNext', '## A heading ##|\nNext'],
  ])('keeps marks with their words: %j', (before, after) => {
    expect(splitAt(before)).toBe(after);
  });
  it.each(['One |two', '## A |heading', '12|. April', '- an |item', '2024 |was', '|', 'One\n|\nTwo', '#tag| here'])(
    'splits elsewhere exactly at the cursor: %j',
    (text) => {
      expect(splitAt(text)).toBe(text);
    },
  );
});
