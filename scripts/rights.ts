/** `npm run rights`: writes migrations/RIGHTS.md, who may do what in the cloud, as measured on a real Postgres. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import { differingCells, renderMatrices } from '../cloud/rights/matrix.ts';
import { measureRights } from '../cloud/rights/measure-rights.ts';
import { insertSampleRows } from '../cloud/rights/sample-rows.ts';
import { buildTemplate, TEMPLATE } from '../cloud/testing/database-template.ts';
import { startPostgres } from '../cloud/testing/postgres-server.ts';

const file = join(import.meta.dirname, '../migrations/RIGHTS.md');
const server = await startPostgres();
try {
  await buildTemplate(server.url);
  const url = new URL(server.url);
  url.pathname = `/${TEMPLATE}`;
  const sql = postgres(url.href, { max: 1, onnotice: () => {} });
  try {
    await insertSampleRows(sql);
    const measured = renderMatrices(await measureRights(sql));
    const before = await readFile(file, 'utf8').catch(() => '');
    await writeFile(file, measured);
    const differing = differingCells(before, measured);
    console.log(differing.length === 0 ? 'No right has changed.' : `Changed, please review:\n${differing.join('\n')}`);
  } finally {
    await sql.end();
  }
} finally {
  await server.stop();
}
