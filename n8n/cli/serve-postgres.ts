import postgres from 'postgres';
import { startPostgres } from '../../cloud/testing/postgres-server.ts';
import { askedToEnd, untilAborted } from './options.ts';

/** `postgres`: a Postgres 17 with two databases for trying things out; one JSON line says their URLs. Ctrl+C removes it all. */
export async function servePostgres(): Promise<void> {
  const server = await startPostgres({ durable: true });
  const sql = postgres(server.url, { max: 1 });
  const urls: { [name: string]: string } = {};
  for (const name of ['cloud', 'n8n']) {
    await sql`create database ${sql(name)}`;
    const url = new URL(server.url);
    url.pathname = `/${name}`;
    urls[`${name}_database`] = url.href;
  }
  await sql.end();
  process.stdout.write(`${JSON.stringify(urls)}\n`);
  await untilAborted(askedToEnd());
  await server.stop();
}
