/**
 * A process that writes to a store until it is killed, for the kill -9 test. Prints one line per event: `present <json>` with what
 * it found when it had opened the store, then `ack <n>` for each acknowledged edit. Arguments: data directory, template, first n.
 */
import { openStore } from '../open-store.ts';

const [dataDir, templateDir, first] = process.argv.slice(2);
if (dataDir === undefined || templateDir === undefined) throw new Error('usage: writer.ts DATA_DIR TEMPLATE_DIR FIRST');

/** Edits on their way at once, so that shared flushes happen too. */
const WRITERS = 3;

const store = await openStore({ dataDir, templateDir });
const { rows } = await store.query<{ present: number[] }>(
  "select coalesce(json_agg((event_data ->> 'n')::int), '[]') as present from user_events",
);
console.log(`present ${JSON.stringify(rows[0]?.present)}`);

await store.transaction({ origin: 'user' }, (tx) =>
  tx.query("insert into organizations (id, organization_id, name) values ('org', 'org', 'Org') on conflict do nothing"),
);
let next = Number(first);
async function write(): Promise<never> {
  for (;;) {
    const n = next++;
    await store.transaction({ origin: 'user' }, async (tx) => {
      await tx.query(
        `insert into user_events (organization_id, user_id, event_type, event_data)
         values ('org', 'user', 'written', jsonb_build_object('n', $1::int, 'padding', repeat('x', 2000)))`,
        [n],
      );
      await tx.query(
        `insert into outbox (mutation_id, group_id, command, table_name, row_id, op)
         values (gen_random_uuid(), gen_random_uuid(), 'event.record', 'user_events', $1::int, 'insert')`,
        [n],
      );
    });
    console.log(`ack ${n}`);
    if (n % 40 === 0) await store.maintain('checkpoint');
  }
}
await Promise.all(Array.from({ length: WRITERS }, write));
