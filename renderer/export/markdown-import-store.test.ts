import { beforeEach, describe, expect, it } from 'vitest';
import { useToasts } from '../components/toast-store.ts';
import { EngineFailure } from '../engine-port/engine-client.ts';
import { importMarkdown, type TakenFile, useMarkdownImports } from './markdown-import-store.ts';
import type { MarkdownImportEngine } from './run-markdown-import.ts';

const files = ['one', 'two', 'three'].map(
  (title): TakenFile => ({
    state: 'read',
    name: `${title}.md`,
    document: { title, summary: '', project: '', number: null, date: null, sources: [], blocks: [] },
  }),
);
const target = { kind: 'project', id: 'p1' } as const;
const running = () => useMarkdownImports.getState().running[target.id];

/** Takes as many files as it is told to, and remembers their titles. */
function engineFor(most: number, code: EngineFailure['code'] = 'disk-full') {
  const titles: string[] = [];
  const engine = {
    async command(_: string, { title }: { title: string }) {
      if (titles.length === most) throw new EngineFailure({ code, message: 'It stopped.' });
      titles.push(title);
      return { id: title };
    },
  };
  return { engine: engine as unknown as MarkdownImportEngine, titles };
}

describe('importing several files', () => {
  beforeEach(() => useToasts.setState({ toasts: [] }));

  it('says how far it is, and a second press meanwhile makes nothing', async () => {
    const { engine, titles } = engineFor(3);
    const first = importMarkdown(engine, target, files);
    expect(running()).toEqual({ done: 0, of: 3 });
    expect(await importMarkdown(engine, target, files)).toEqual({ left: files, path: null });
    expect(await first).toEqual({ left: [], path: null });
    expect(titles).toEqual(['one', 'two', 'three']);
    expect(running()).toBeUndefined();
    expect(useToasts.getState().toasts).toMatchObject([{ tone: 'success', title: '3 files imported' }]);
  });

  it('leaves what it did not come to, and names it', async () => {
    const { engine } = engineFor(1);
    const { left } = await importMarkdown(engine, target, files);
    expect(left).toEqual(files.slice(1));
    expect(running()).toBeUndefined();
    expect(useToasts.getState().toasts).toMatchObject([
      {
        tone: 'warning',
        title: '1 of 3 files imported',
        body: 'It stopped. Not imported, and safe where they are: two.md, three.md.',
      },
    ]);
  });

  it('does not offer again what may be there although it was not answered, and says to look for it', async () => {
    const { left } = await importMarkdown(engineFor(1, 'unanswered').engine, target, files);
    expect(left).toEqual(files.slice(2));
    const last = await importMarkdown(engineFor(0, 'unanswered').engine, target, files.slice(0, 1));
    expect(last.left).toEqual([]);
    const away = 'The part of the app that keeps your data went away before it answered.';
    const look = (name: string) => `${name} may be there all the same: look for it before you import it again.`;
    expect(useToasts.getState().toasts).toMatchObject([
      {
        title: '1 of 3 files imported, and perhaps one more',
        body: `${away} ${look('two.md')} Not imported, and safe where they are: three.md.`,
      },
      { title: '0 of 1 files imported, and perhaps one more', body: `${away} ${look('one.md')}` },
    ]);
  });

  it('leads to the episode of a single file', async () => {
    expect(await importMarkdown(engineFor(1).engine, target, files.slice(0, 1))).toEqual({
      left: [],
      path: '/episodes/one',
    });
  });
});
