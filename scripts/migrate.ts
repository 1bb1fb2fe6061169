/** `npm run migrate -- --database-url URL [--platform]`: brings any Postgres 17 to the current schema. */
import { parseArgs } from 'node:util';
import { describeDatabaseFailure } from '../cloud/database/describe-failure.ts';
import { migrateUrl } from '../cloud/database/migrate-url.ts';

const USAGE = 'Usage: npm run migrate -- --database-url postgres://user:password@host:5432/database [--platform]';

try {
  const { values } = parseArgs({
    options: { 'database-url': { type: 'string' }, platform: { type: 'boolean', default: false } },
  });
  const url = values['database-url'];
  if (url === undefined) throw new TypeError(`--database-url is missing. ${USAGE}`);
  const { applied } = await migrateUrl(url, { platform: values.platform });
  console.log(
    applied.length === 0
      ? 'The database is up to date; nothing was changed.'
      : `Applied ${applied.length} migrations: ${applied.join(', ')}.`,
  );
} catch (error) {
  console.error(describeDatabaseFailure(error));
  process.exitCode = 1;
}
