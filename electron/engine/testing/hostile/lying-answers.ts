import { deepJson } from './hostile-values.ts';

/** Does something to an answer of the real cloud on its way; `call` is the function that was called. */
export type Tamper = (call: string, answer: Response) => Promise<Response> | Response;

export const honest: Tamper = (_, answer) => answer;

export const json = (value: unknown, init?: ResponseInit) => Response.json(value, init);

/** A row as the cloud would send it. */
export const row = (columns: object) => ({
  id: '01900000-0000-7000-8000-00000000abcd',
  organization_id: 'org_test',
  title: 'From a liar',
  rev: 7,
  txid: '7',
  created_at: '2026-11-23T10:00:00+00:00',
  updated_at: '2026-11-23T10:00:00+00:00',
  deleted_at: null,
  ...columns,
});
/** A page of a pull. */
export const page = (changes: unknown, more = false, cursor: unknown = { any: 'cursor' }) =>
  json({ cursor, more, changes, server_time: '2026-11-28T10:00:00+00:00' });

/** Answers to any call, as a liar, a proxy or a hotel's login page gives them. */
export const lies: [string, Tamper][] = [
  [
    'HTML in the place of JSON',
    () => new Response('<html>Welcome to the hotel</html>', { headers: { 'content-type': 'text/html' } }),
  ],
  ['nothing', () => new Response('')],
  [
    'half an answer',
    async (_, answer) => new Response((await answer.text()).slice(0, -20), { headers: answer.headers }),
  ],
  ['null', () => json(null)],
  ['a number', () => json(1)],
  [
    'an error with a stack',
    () => json({ code: 'XX000', message: 'at Object.<anonymous> (/srv/x.js:1:1)', hint: null }, { status: 500 }),
  ],
  ['an error that is no object', () => json('no', { status: 400 })],
  ['a status nobody knows', () => json({}, { status: 599 })],
  ['an answer without an end', () => new Response(endless(), { headers: { 'content-type': 'application/json' } })],
  ['JSON deeper than a stack', () => json({ cursor: {}, more: false, changes: deepJson(9_000), server_time: '' })],
  [
    'a column deeper than a stack',
    (call, answer) =>
      call === 'sync_pull' ? page([{ table: 'projects', row: row({ memories: deepJson(5_000) }) }]) : answer,
  ],
];

/** What a page of a pull may hold that no cloud of ours sends. */
export const pages: [string, unknown][] = [
  ['no rows', 'rows'],
  ['a row that is null', [{ table: 'projects', row: null }]],
  ['a row without an id', [{ table: 'projects', row: { ...row({}), id: undefined } }]],
  ['an id that is an object', [{ table: 'projects', row: row({ id: { $ne: null } }) }]],
  ['an id that is no uuid', [{ table: 'projects', row: row({ id: "'; drop table projects; --" }) }]],
  ['a number that is none', [{ table: 'projects', row: row({ rev: 1.5 }) }]],
  ['a number before all others', [{ table: 'projects', row: row({ rev: -1 }) }]],
  ['a table of the desk', [{ table: 'outbox', row: row({ mutation_id: 'x' }) }]],
  ['a table of the catalogue', [{ table: 'pg_class', row: row({}) }]],
  ['a table that is SQL', [{ table: 'projects; drop table projects', row: row({}) }]],
  ['a table with an inherited name', [{ table: 'constructor', row: row({}) }]],
  ['a column that is SQL', [{ table: 'projects', row: row({ 'title = null; --': 'x' }) }]],
  [
    'a column with an inherited name',
    [{ table: 'projects', row: JSON.parse(JSON.stringify(row({})).replace('{', '{"__proto__":{"polluted":1},')) }],
  ],
  [
    'wrong types everywhere',
    [{ table: 'projects', row: row({ title: { a: 1 }, status: 7, cadence_config: 'x', memories: 3 }) }],
  ],
  ['a title longer than a title', [{ table: 'projects', row: row({ title: 'x'.repeat(3_000_000) }) }]],
  ['half a surrogate pair', [{ table: 'projects', row: row({ title: 'x\ud800y' }) }]],
  ['a NUL', [{ table: 'projects', row: row({ title: 'x\u0000y' }) }]],
  ["another organisation's row", [{ table: 'projects', row: row({ organization_id: 'org_other' }) }]],
  ["nobody's row", [{ table: 'projects', row: row({ organization_id: null }) }]],
  [
    'a row of a list of organisations',
    [{ table: 'projects', row: row({ organization_id: ['org_test', 'org_other'] }) }],
  ],
  [
    'a child of nothing',
    [{ table: 'episodes', row: row({ project_id: '01900000-0000-7000-8000-00000000dead', sequence_number: 1 }) }],
  ],
  ['the same row many times', Array(2_000).fill({ table: 'projects', row: row({ organization_id: 'org_other' }) })],
  ['more rows than a page has', Array(20_000).fill({ table: 'x', row: { id: 'x', rev: 1, deleted_at: null } })],
];

function endless(): ReadableStream<Uint8Array> {
  const chunk = new TextEncoder().encode(`"${'x'.repeat(1024 * 1024)}",`);
  let begun = false;
  return new ReadableStream({
    pull(controller) {
      controller.enqueue(begun ? chunk : new TextEncoder().encode('['));
      begun = true;
    },
  });
}

/** The value with the part at a place (counted through all parts) replaced. */
export function replaced(value: unknown, place: number, by: unknown): unknown {
  const parts: { holder: { [key: string]: unknown }; key: string }[] = [];
  const root: { [key: string]: unknown } = { value };
  const waiting = [root];
  for (let holder = waiting.pop(); holder !== undefined; holder = waiting.pop()) {
    for (const [key, child] of Object.entries(holder)) {
      parts.push({ holder, key });
      if (typeof child === 'object' && child !== null) waiting.push(child as { [key: string]: unknown });
    }
  }
  const part = parts[place % parts.length];
  if (part !== undefined) part.holder[part.key] = by;
  return root.value;
}
