import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EDIT_TRANSITIONS } from '../outbox/edit-transitions.ts';
import { LINK_TRANSITIONS, PAUSE_TRANSITIONS, REALTIME_TRANSITIONS } from './connection-transitions.ts';

type Table = { readonly [state: string]: { readonly [event: string]: string } };

/** Events down, states across, as GitHub shows it. */
function markdown(table: Table): string {
  const states = Object.keys(table);
  const events = Object.keys(Object.values(table)[0] ?? {});
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(['', ...states]),
    line(['', ...states].map(() => '---')),
    ...events.map((event) => line([event, ...states.map((state) => shown(table[state]?.[event], state))])),
  ].join('\n');
}

/** What stays as it is need not be read. */
function shown(outcome: string | undefined, state: string): string {
  if (outcome === 'impossible') return '—';
  return outcome === state ? '·' : `**${outcome}**`;
}

const TABLES: [name: string, table: Table][] = [
  ['link', LINK_TRANSITIONS],
  ['Realtime', REALTIME_TRANSITIONS],
  ['a pause reason', PAUSE_TRANSITIONS],
  ["an edit's life", EDIT_TRANSITIONS],
];

test.each(TABLES)('docs/state-machine.md shows the table of %s as it is', async (_, table) => {
  const page = await readFile(join(import.meta.dirname, '../../../docs/state-machine.md'), 'utf8');
  expect(page).toContain(markdown(table));
});
