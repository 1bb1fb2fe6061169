/**
 * A desk without a network on which three people type until the process is killed: `node writer.ts DATA_DIR TEMPLATE_DIR FIRST`.
 * Prints `present <json>`, the numbers in its rows and in what waits to be sent, then `ack <n>` for each acknowledged edit.
 */
import { v7 as uuidv7 } from 'uuid';
import { fixedTokenSource } from '../../identity/fixed-token-source.ts';
import { openEngine } from '../../open-engine.ts';
import { machinePlatform } from '../../platform.ts';

const [dataDir, templateDir, first] = process.argv.slice(2);
if (dataDir === undefined || templateDir === undefined) throw new Error('usage: writer.ts DATA_DIR TEMPLATE_DIR FIRST');

/** Edits on their way at once, so that shared flushes happen too. */
const TYPISTS = 3;
/** Edits between two checkpoints. */
const CHECKPOINT_EVERY = 40;

const named = { id: 'user_ada', name: 'Ada' };
const engine = await openEngine(
  {
    dataDir,
    templateDir,
    workspace: 'cloud',
    cloud: { url: 'http://127.0.0.1:9', publishableKey: 'sb_publishable_none' },
    identity: { user: named, organization: { id: 'org', name: 'Org' }, role: 'ADMIN' },
    tokens: fixedTokenSource(null),
    offline: true,
  },
  { platform: { ...machinePlatform, log: () => undefined }, realtime: false },
);

const { rows } = await engine.store.query<{ present: { rows: number[]; waiting: number[] } }>(`
  select jsonb_build_object(
    'rows', (select coalesce(json_agg(substring(content from 'edit (\\d+)')::int), '[]') from planning_notes),
    'waiting', (select coalesce(json_agg(substring(patch ->> 'content' from 'edit (\\d+)')::int), '[]') from outbox where table_name = 'planning_notes')
  ) as present`);
console.log(`present ${JSON.stringify(rows[0]?.present)}`);

const { id: project } = await engine.command('project.create', { title: 'Torture' });
let next = Number(first);
async function type(): Promise<never> {
  for (;;) {
    const n = next++;
    // Made, then typed on: the second edit is folded into the first.
    const id = uuidv7();
    await engine.command('note.create', { id, project_id: project, content: `edit ${n}` });
    await engine.command('note.update', { id, patch: { content: `edit ${n}, ${'and more of it '.repeat(n % 14)}` } });
    console.log(`ack ${n}`);
    if (n % CHECKPOINT_EVERY === 0) await engine.store.query('checkpoint');
  }
}
await Promise.all(Array.from({ length: TYPISTS }, type));
