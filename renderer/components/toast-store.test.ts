import { beforeEach, describe, expect, it } from 'vitest';
import { useToasts } from './toast-store.ts';

const titles = () => useToasts.getState().toasts.map(({ title }) => title);
const toast = (title: string) => ({ tone: 'info' as const, title });

describe('useToasts', () => {
  beforeEach(() => useToasts.getState().beginAnew());

  it('keeps the newest four', () => {
    const { show } = useToasts.getState();
    for (const title of ['1', '2', '3', '4', '5']) show(toast(title));
    expect(titles()).toEqual(['2', '3', '4', '5']);
  });
  it('tells whoever comes next nothing of the one before, also not what is told late', () => {
    const { show, beginAnew } = useToasts.getState();
    show(toast('Words that you typed could not be saved'));
    beginAnew();
    expect(titles()).toEqual([]);
    show(toast('Late'));
    expect(titles()).toEqual([]);
    useToasts.getState().show(toast('The demo was not opened'));
    expect(titles()).toEqual(['The demo was not opened']);
  });
});
