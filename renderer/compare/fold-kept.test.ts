import { describe, expect, it } from 'vitest';
import { diffText } from './diff-text.ts';
import { foldKept } from './fold-kept.ts';

const filler = 'Nothing happens in this sentence. '.repeat(60);

describe('foldKept', () => {
  it('leaves a text without changes as it is', () => {
    expect(foldKept(diffText(filler, filler)).map(({ kind }) => kind)).toEqual(['kept']);
  });

  it('folds what is far from a change, and loses nothing', () => {
    const parts = foldKept(diffText(`${filler}old\n${filler}`, `${filler}new\n${filler}`));
    expect(parts.map(({ kind }) => kind)).toEqual(['folded', 'kept', 'removed', 'added', 'kept', 'folded']);
    const shown = parts.filter(({ kind }) => kind !== 'removed').map(({ text }) => text);
    expect(shown.join('')).toBe(`${filler}new\n${filler}`);
    for (const { kind, text } of parts) if (kind === 'kept') expect(text.length).toBeLessThan(400);
  });

  it('breaks between words', () => {
    const [folded, kept] = foldKept(diffText(`${filler}old`, `${filler}new`));
    expect(folded?.text).toMatch(/\s$/);
    expect(kept?.text).toMatch(/^\S/);
  });
});
