import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import { deliverySlots } from './delivery-slots.ts';
import { episodeRows } from './episode-rows.ts';
import { eventRows } from './event-rows.ts';
import { jobRows } from './job-rows.ts';
import { noteRows, projectRow } from './project-rows.ts';
import { CONTENT_DIRECTORY, readContent } from './read-content.ts';
import { seedId } from './seed-id.ts';
import { usageRows } from './usage-rows.ts';

export interface SeedOptions {
  /** Default the demo content of this repository. */
  directory?: string;
  /** What the content's "days ago" are counted from; default now. */
  now?: Date;
}

/**
 * Fills a database that has no organisations with the demo world, in one transaction. Answers false, and does nothing, when
 * there is an organisation already.
 */
export async function seedDemo(databaseUrl: string, options: SeedOptions = {}): Promise<boolean> {
  const { directory = CONTENT_DIRECTORY, now = new Date() } = options;
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  try {
    if (await hasOrganizations(sql)) return false;
    const batches = await compose(directory, now);
    return await sql.begin(async (transaction) => {
      // Two clouds started at once on one database: the second waits here and finds the first one's.
      await transaction`lock table organizations in share row exclusive mode`;
      if (await hasOrganizations(transaction)) return false;
      for (const { query, rows } of batches) {
        const statement = await readFile(join(import.meta.dirname, `queries/${query}.sql`), 'utf8');
        await transaction.unsafe(statement, [JSON.stringify(rows)]);
      }
      return true;
    });
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function hasOrganizations(sql: postgres.ISql): Promise<boolean> {
  const [row] = await sql<{ any: boolean }[]>`select exists (select from organizations) as any`;
  return row?.any === true;
}

/** The rows of each table, parents before children. */
async function compose(directory: string, now: Date): Promise<{ query: string; rows: object[] }[]> {
  const content = await readContent(directory);
  const projects = content.map((project) => {
    const slots = deliverySlots(project, now);
    const episodes = project.episodes.map((episode) =>
      episodeRows(project, episode, slots.get(episode.path) ?? now, now),
    );
    return { project, episodes };
  });
  const episodes = projects.flatMap((project) => project.episodes);
  const members = [
    { id: seedId('member', 'user_ada'), user_id: 'user_ada', role: 'OWNER' },
    { id: seedId('member', 'user_ben'), user_id: 'user_ben', role: 'MEMBER' },
  ];
  return [
    { query: 'people', rows: members },
    { query: 'projects', rows: projects.map(({ project, episodes }) => projectRow(project, episodes, now)) },
    { query: 'episodes', rows: episodes.map(({ episode }) => episode) },
    { query: 'blocks', rows: episodes.flatMap(({ block }) => block ?? []) },
    { query: 'notes', rows: projects.flatMap(({ project, episodes }) => noteRows(project, episodes, now)) },
    { query: 'jobs', rows: projects.flatMap(({ episodes }) => jobRows(episodes)) },
    { query: 'usage', rows: usageRows(episodes, now) },
    { query: 'events', rows: eventRows(episodes, now) },
  ];
}
