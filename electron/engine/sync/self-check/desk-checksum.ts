import type { ChecksumAnswer, SyncedTable } from '../../../../shared/sync/protocol.ts';
import type { Store } from '../../store/contract.ts';

/** Rows of one statement: about 20 ms of the store's time. */
const PAGE_ROWS = 1_000;

interface ChecksumPage {
  buckets: ChecksumAnswer['buckets'];
  last: string | null;
}

/** What this desk has of a table, in the shape of the cloud's `sync_checksum`. What a person types goes between its pages. */
export async function deskChecksum(store: Store, table: SyncedTable, pageRows = PAGE_ROWS): Promise<ChecksumAnswer> {
  const sums = new Map<string, { count: number; hash: bigint }>();
  for (let after: string | null = null, isFirst = true; isFirst || after !== null; isFirst = false) {
    const page: ChecksumPage = await readPage(store, table, after, pageRows);
    for (const [bucket, { count, hash }] of Object.entries(page.buckets)) {
      const sum = sums.get(bucket) ?? { count: 0, hash: 0n };
      sums.set(bucket, { count: sum.count + count, hash: sum.hash + BigInt(hash) });
    }
    after = page.last;
  }
  const buckets: ChecksumAnswer['buckets'] = {};
  let count = 0;
  for (const [bucket, sum] of sums) {
    buckets[bucket] = { count: sum.count, hash: sum.hash.toString() };
    count += sum.count;
  }
  return { table, count, buckets };
}

/** In a transaction of the engine's own: behind every edit and every list. */
async function readPage(store: Store, table: SyncedTable, after: string | null, rows: number): Promise<ChecksumPage> {
  const answer = await store.transaction({ origin: 'engine' }, (tx) =>
    tx.query<{ page: ChecksumPage }>('select desk_checksum_page($1, $2, $3::int) as page', [table, after, rows]),
  );
  const [row] = answer.rows;
  if (row === undefined) throw new Error(`The checksum of ${table} gave no answer.`);
  return row.page;
}
