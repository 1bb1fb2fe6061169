import { beforeEach, describe, expect, test } from 'vitest';
import { type IdlePage, idleStorage } from './idle-storage.ts';

const NAME = 'looks';

describe('a store that is written when the page is idle', () => {
  let kept: Map<string, string>;
  let writes: number;
  let isFull: boolean;
  let whenIdle: (() => void)[];
  let whenLeft: (() => void)[];
  let page: IdlePage;

  beforeEach(() => {
    [kept, writes, isFull, whenIdle, whenLeft] = [new Map(), 0, false, [], []];
    page = {
      localStorage: {
        getItem: (name) => kept.get(name) ?? null,
        removeItem: (name) => void kept.delete(name),
        setItem(name, text) {
          if (isFull) throw new DOMException('full', 'QuotaExceededError');
          writes += 1;
          kept.set(name, text);
        },
      },
      document: { addEventListener: () => {} },
      addEventListener: (_, listener) => void whenLeft.push(listener),
      requestIdleCallback: (task) => whenIdle.push(task),
    };
  });
  const idle = () => {
    for (const task of whenIdle.splice(0)) task();
  };
  const storage = () => idleStorage<{ scroll: number }>(page);

  test('is written once for all changes until then', () => {
    const store = storage();
    for (const scroll of [1, 2, 3]) store.setItem(NAME, { state: { scroll } });
    expect(writes).toBe(0);
    idle();
    expect(writes).toBe(1);
    expect(storage().getItem(NAME)).toEqual({ state: { scroll: 3 } });
    store.setItem(NAME, { state: { scroll: 4 } });
    idle();
    expect(storage().getItem(NAME)).toEqual({ state: { scroll: 4 } });
  });

  test('is written at once when the page is left, and not again', () => {
    storage().setItem(NAME, { state: { scroll: 7 } });
    for (const leave of whenLeft) leave();
    expect(storage().getItem(NAME)).toEqual({ state: { scroll: 7 } });
    idle();
    expect(writes).toBe(1);
  });

  test('in a full storage, and with what cannot be read, goes on', () => {
    const store = storage();
    store.setItem(NAME, { state: { scroll: 1 } });
    idle();
    isFull = true;
    store.setItem(NAME, { state: { scroll: 2 } });
    idle();
    expect(store.getItem(NAME)).toEqual({ state: { scroll: 1 } });
    kept.set(NAME, '{"state":');
    expect(store.getItem(NAME)).toBeNull();
  });
});
