import { beforeEach, describe, expect, test } from 'vitest';
import { type EditState, saved, settled, stageOf, standing, typed } from './edit-state.ts';

describe('an edit of something that others may change too', () => {
  let state: EditState<string>;
  let present: string;

  beforeEach(() => {
    state = { edit: null, taken: null };
    present = 'old';
  });
  const type = (value: string) => {
    state = typed(state, present, value);
  };
  const rowsSay = (value: string) => {
    present = value;
    state = settled(state, present);
  };
  const save = (value: string, stored: string | undefined = value) => {
    state = saved(state, present, value, stored);
  };
  const field = () => ({ shows: state.edit?.value ?? standing(state, present), stage: stageOf(state, present) });

  test('follows the rows until something is typed, and when that is taken back', () => {
    rowsSay('theirs');
    expect(field()).toEqual({ shows: 'theirs', stage: 'untouched' });
    type('theirs and mine');
    expect(field()).toEqual({ shows: 'theirs and mine', stage: 'edited' });
    type('theirs');
    expect(state.edit).toBeNull();
    rowsSay('theirs again');
    expect(field()).toEqual({ shows: 'theirs again', stage: 'untouched' });
  });

  test('knows what it was to replace, whatever comes and however it is typed on', () => {
    type('mine');
    rowsSay('theirs');
    expect(field()).toEqual({ shows: 'mine', stage: 'overtaken' });
    type('mine, longer');
    expect(state.edit).toEqual({ before: 'old', value: 'mine, longer' });
    rowsSay('old');
    expect(field()).toEqual({ shows: 'mine, longer', stage: 'edited' });
  });

  test('is at its end when somebody else has saved the same', () => {
    type('the same');
    rowsSay('the same');
    expect(state.edit).toBeNull();
  });

  test('once saved shows what was saved, before the rows say so and after', () => {
    type('mine');
    save('mine');
    expect(state.edit).toBeNull();
    expect(field()).toEqual({ shows: 'mine', stage: 'untouched' });
    rowsSay('old');
    expect(field()).toEqual({ shows: 'mine', stage: 'untouched' });
    rowsSay('mine');
    rowsSay('old');
    expect(field()).toEqual({ shows: 'old', stage: 'untouched' });
  });

  test('saved over what somebody else had saved, is no longer overtaken', () => {
    type('mine');
    rowsSay('theirs');
    save('mine');
    expect(field()).toEqual({ shows: 'mine', stage: 'untouched' });
    rowsSay('mine');
    type('mine, longer');
    expect(field().stage).toBe('edited');
  });

  test('typed on while it was being saved, goes on from what was saved', () => {
    type('mine, longer');
    save('mine');
    expect(state.edit).toEqual({ before: 'mine', value: 'mine, longer' });
    expect(field().stage).toBe('edited');
    rowsSay('mine');
    expect(field()).toEqual({ shows: 'mine, longer', stage: 'edited' });
  });

  test('is shown as it was stored, and where nothing was sent as it stands', () => {
    type(' mine ');
    save(' mine ', 'mine');
    expect(field()).toEqual({ shows: 'mine', stage: 'untouched' });
    rowsSay('mine');
    type('mine ');
    state = saved(state, present, 'mine ', undefined);
    expect(field()).toEqual({ shows: 'mine', stage: 'untouched' });
  });
});

test('values that say the same are the same, though they are others', () => {
  const state = typed<{ days: number[] }>({ edit: null, taken: null }, { days: [1] }, { days: [2] });
  expect(stageOf(state, { days: [1] })).toBe('edited');
  expect(settled(state, { days: [1] })).toBe(state);
  expect(settled(state, { days: [2] }).edit).toBeNull();
});
