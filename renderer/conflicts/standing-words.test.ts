import { expect, it } from 'vitest';
import { standingWords } from './standing-words.ts';

const title = {
  table_name: 'blocks',
  column_name: 'title',
  mine: 'Mine',
  theirs: 'Theirs',
  merged: 'Theirs',
  now: 'Theirs',
};

const REMOVED = '2026-11-29T12:00:00Z';
const MONDAYS = { mode: 'custom', days: [1], delivery_hour: 7 };
const FRIDAYS = { mode: 'custom', days: [5], delivery_hour: 7 };

it.each<[string, Parameters<typeof standingWords>[0], string]>([
  ['theirs stands there', title, 'Until you decide, the title is as Ben has it.'],
  ['mine does', { ...title, merged: 'Mine', now: 'Mine' }, 'Until you decide, the title is as you have it.'],
  [
    'what does not clash of both',
    { ...title, column_name: 'content', merged: 'Mine, theirs', now: 'Mine, theirs' },
    'Until you decide, the text holds everything of both that does not clash. Keeping one decides only what does.',
  ],
  [
    'another value since',
    { ...title, now: 'A third' },
    'The title was changed since, to “A third”. Keeping theirs leaves that.',
  ],
  [
    'a text that was written on',
    { ...title, column_name: 'content', now: 'Theirs, and more' },
    'The text was written on since; what you decide is merged into it.',
  ],
  [
    'a list that was changed since',
    { ...title, table_name: 'projects', column_name: 'memories', now: 'Another' },
    'The memories were changed since; what you decide is merged into them.',
  ],
  [
    'a thing that was removed since',
    {
      ...title,
      column_name: 'deleted_at',
      mine: null,
      theirs: '2026-11-29T12:00:00Z',
      merged: null,
      now: '2026-11-29T12:30:00Z',
    },
    'It was removed since.',
  ],
  [
    'a thing that was removed against an edit, and stays',
    { ...title, column_name: 'deleted_at', mine: null, theirs: REMOVED, merged: null, now: null },
    'Until you decide, it stays.',
  ],
  [
    'a thing that was removed against an edit, and is removed',
    { ...title, column_name: 'deleted_at', mine: null, theirs: REMOVED, merged: REMOVED, now: REMOVED },
    'Until you decide, it is in the bin.',
  ],
  [
    'delivery days',
    {
      ...title,
      table_name: 'projects',
      column_name: 'cadence_config',
      mine: MONDAYS,
      theirs: FRIDAYS,
      merged: FRIDAYS,
      now: FRIDAYS,
    },
    'Until you decide, the delivery days are as Ben has them.',
  ],
  [
    'delivery days that were changed since',
    {
      ...title,
      table_name: 'projects',
      column_name: 'cadence_config',
      mine: MONDAYS,
      theirs: FRIDAYS,
      merged: MONDAYS,
      now: FRIDAYS,
    },
    'The delivery days were changed since, to “Fridays at 07:00”. Keeping mine leaves that.',
  ],
  [
    'sources',
    { ...title, table_name: 'episodes', column_name: 'sources', mine: [1], theirs: [2], merged: [1, 2], now: [1, 2] },
    'Until you decide, the sources hold everything of both that does not clash. Keeping one decides only what does.',
  ],
  ['a thing that is gone', { ...title, now: null }, 'Until you decide, the title is as Ben has it.'],
])('says of %s what stands there', (_, conflict, words) => {
  expect(standingWords(conflict, 'Ben')).toBe(words);
});
