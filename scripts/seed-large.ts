/**
 * `npm run seed:large -- --database-url URL [--store DIR] [--size 1] [--organization org_large]`: adds the large organisation to a
 * migrated database, and with --store fills a desk's folder from it by a real sync. `--size 0.01` makes a hundredth of it.
 */
import { parseArgs } from 'node:util';
import { describeDatabaseFailure } from '../cloud/database/describe-failure.ts';
import { LARGE_ORGANIZATION, seedLarge } from '../cloud/seed/large/seed-large.ts';
import { scaled } from '../cloud/seed/large/size.ts';
import { syncStore } from './seed-large/sync-store.ts';

const USAGE =
  'Usage: npm run seed:large -- --database-url postgres://user:password@host:5432/database [--store DIR] [--size 1] [--organization ID]';

try {
  const { values } = parseArgs({
    options: {
      'database-url': { type: 'string' },
      store: { type: 'string' },
      size: { type: 'string', default: '1' },
      organization: { type: 'string', default: LARGE_ORGANIZATION },
    },
  });
  const { 'database-url': url, store, organization } = values;
  const size = Number(values.size);
  if (url === undefined) throw new TypeError(`--database-url is missing. ${USAGE}`);
  if (!(size > 0 && size <= 10)) throw new TypeError(`--size is a number above 0, at most 10. ${USAGE}`);
  const begun = performance.now();
  const after = () => `${((performance.now() - begun) / 1000).toFixed(1)} s`;
  const made = await seedLarge(url, { size: scaled(size), organization, onProgress: (line) => console.log(line) });
  console.log(made ? `The organisation ${organization} is there (${after()}).` : `${organization} was there already.`);
  if (store !== undefined) {
    await syncStore({ databaseUrl: url, dataDir: store, organization });
    console.log(`The desk in ${store} has all of it (${after()}).`);
  }
} catch (error) {
  console.error(error instanceof TypeError ? error.message : describeDatabaseFailure(error));
  process.exitCode = 1;
}
