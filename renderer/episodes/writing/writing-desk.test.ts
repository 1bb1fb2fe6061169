import { EditorState } from '@codemirror/state';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MarkdownEditor } from '../editor/open-editor.ts';
import { WritingDesk } from './writing-desk.ts';

/** Longer than what is shown rests. */
const SOON_MS = 1_000;

describe('WritingDesk', () => {
  let desk: WritingDesk;
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('requestAnimationFrame', () => 0);
    desk = new WritingDesk();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const open = (blockId: string, doc: string, saved = Promise.resolve(true)) => {
    const editor = { view: { state: EditorState.create({ doc }) } } as MarkdownEditor;
    return desk.add(blockId, editor, { saved: () => saved, split: () => Promise.resolve(true) });
  };

  it('does not take a text that is still to be opened for one without words', () => {
    desk.setOrder(['a', 'b']);
    vi.advanceTimersByTime(SOON_MS);
    expect(desk.state.words).toBeNull();
    open('a', 'A van is dear.');
    vi.advanceTimersByTime(SOON_MS);
    expect(desk.state.words).toBeNull();
    open('b', 'Very.');
    vi.advanceTimersByTime(SOON_MS);
    expect(desk.state.words).toBe(5);
  });

  it('counts those that are left when a text goes', () => {
    desk.setOrder(['a', 'b']);
    open('a', 'A van is dear.');
    const close = open('b', 'Very.');
    close();
    desk.setOrder(['a']);
    vi.advanceTimersByTime(SOON_MS);
    expect(desk.state.words).toBe(4);
  });

  it('knows at once whether there are words', () => {
    expect(desk.hasWords).toBe(false);
    open('a', '');
    expect(desk.hasWords).toBe(false);
    open('b', 'Very.');
    expect(desk.hasWords).toBe(true);
  });

  it('is saved once every text is, and not when one of them is not', async () => {
    expect(await desk.saved()).toBe(true);
    open('a', 'A van is dear.');
    expect(await desk.saved()).toBe(true);
    open('b', 'Very.', Promise.resolve(false));
    expect(await desk.saved()).toBe(false);
  });
});
