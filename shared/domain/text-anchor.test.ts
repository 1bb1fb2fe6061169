import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANCHOR_CONTEXT, anchorOf, findAnchor, findMoved } from './text-anchor.ts';

describe('findAnchor', () => {
  const text = 'The cost fell. Nobody saw it. The cost fell. Everybody cheered.';
  it('tells two equal passages apart by what is around them, wherever they have moved', () => {
    const second = text.lastIndexOf('The cost fell.');
    const anchor = anchorOf(text, second, second + 14);
    const edited = `A new beginning. ${text.replace('Nobody', 'Not one person')}`;
    expect(findAnchor(edited, anchor)?.start).toBe(edited.lastIndexOf('The cost fell.'));
  });
  it('takes the nearest when the surroundings say nothing', () => {
    expect(findAnchor('x x x', { start: 4, end: 5, text: 'x', before: '', after: '' })?.start).toBe(4);
  });
  it('finds by its surroundings a passage whose words were edited, and says so', () => {
    const long = `It began in a shed behind the harbour. The first boat took six years. Nobody has counted the hours since.`;
    const start = long.indexOf('The first');
    const anchor = anchorOf(long, start, start + 'The first boat took six years.'.length);
    const edited = `Long ago. ${long.replace('six years', 'almost seven years')}`;
    const found = findAnchor(edited, anchor);
    expect(found?.edited).toBe(true);
    expect(edited.slice(found?.start, found?.end)).toBe('The first boat took almost seven years.');
  });
  it('knows an edited passage at the beginning and at the end of a text', () => {
    const first = anchorOf(text, 0, 'The cost fell.'.length);
    expect(findAnchor(text.replace('The cost', 'Prices'), first)).toEqual({
      start: 0,
      end: 'Prices fell.'.length,
      edited: true,
    });
    const last = anchorOf(text, text.indexOf('Everybody'), text.length);
    expect(findAnchor(text.replace('Everybody', 'Somebody'), last)).toEqual({
      start: text.indexOf('Everybody'),
      end: text.length - 1,
      edited: true,
    });
  });
  it('says when the words are gone and something else altogether is there', () => {
    expect(findAnchor('Something else.', anchorOf(text, 0, 14))).toBeNull();
    const middle = anchorOf(text, 15, 29);
    expect(findAnchor(text.slice(0, 15), middle)).toBeNull();
    expect(findAnchor(text.replace('Nobody saw it.', 'x'.repeat(500)), middle)).toBeNull();
  });
  it('finds a passage in an unchanged text exactly where it was', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.nat(), (some, from, length) => {
        const start = some.length === 0 ? 0 : from % some.length;
        const end = Math.min(some.length, start + 1 + (length % 20));
        const found = findAnchor(some, anchorOf(some, start, end));
        expect(found).toEqual(some.length === 0 ? null : { start, end, edited: false });
      }),
    );
  });
  it('never answers with a place outside of the text, whatever was made of it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(), fc.nat(), (before, after, from, length) => {
        const start = before.length === 0 ? 0 : from % before.length;
        const found = findAnchor(after, anchorOf(before, start, Math.min(before.length, start + 1 + (length % 20))));
        if (found === null) return;
        expect(found.start).toBeGreaterThanOrEqual(0);
        expect(found.end).toBeGreaterThan(found.start);
        expect(found.end).toBeLessThanOrEqual(after.length);
      }),
    );
  });
});

describe('findMoved', () => {
  it('finds a passage in the half of a text that was split off, and not the same words elsewhere', () => {
    const text = 'A first paragraph about ropes.\n\nThe cost fell. Nobody saw it, and nobody was told.';
    const start = text.indexOf('The cost fell.');
    const anchor = anchorOf(text, start, start + 'The cost fell.'.length);
    const half = text.slice(start);
    expect(findMoved(half, anchor)).toEqual({ start: 0, end: 14, edited: false });
    expect(findMoved('Elsewhere: The cost fell. By a lot.', anchor)).toBeNull();
    expect(findMoved('Ropes.', anchor)).toBeNull();
  });
});

describe('anchorOf', () => {
  it('cuts no character in halves, which no database would take', () => {
    const text = `${'🌊'.repeat(80)}x here x${'🌊'.repeat(80)}`;
    const start = text.indexOf('here');
    const { before, after } = anchorOf(text, start, start + 4);
    for (const part of [before, after]) {
      expect(part.isWellFormed()).toBe(true);
      expect(part.length).toBeGreaterThan(ANCHOR_CONTEXT - 2);
    }
  });
});
