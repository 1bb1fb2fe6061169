import type { Sql } from 'postgres';

/** Blocks of an episode, about what a generated one has. */
const BLOCKS_AN_EPISODE = 20;
/** Characters of a block: a short paragraph. */
const BLOCK_LENGTH = 400;

/** An organisation of `rows` synced rows besides itself and one project: episodes of twenty blocks each, written by plain SQL. */
export async function insertEpisodes(sql: Sql, organization: string, rows: number): Promise<void> {
  const episodes = Math.floor(rows / (BLOCKS_AN_EPISODE + 1));
  const project = await insertProject(sql, organization);
  await sql`
    insert into episodes (id, organization_id, project_id, sequence_number, title, summary)
    select gen_random_uuid(), ${organization}, ${project}, n, 'Episode ' || n, 'What number ' || n || ' is about'
    from generate_series(1, ${episodes}::int) n`;
  await sql`
    insert into blocks (id, organization_id, episode_id, title, content, position)
    select gen_random_uuid(), ${organization}, e.id, 'Block ' || n,
      left(repeat('Storage, rates and the grid of ' || md5(e.id::text || n) || '. ', 10), ${BLOCK_LENGTH}::int), 10 * n
    from episodes e, generate_series(1, ${BLOCKS_AN_EPISODE}::int) n where e.organization_id = ${organization}`;
  await sql`vacuum analyze`;
}

/** The same with small rows, for sizes where only their number matters. */
export async function insertNotes(sql: Sql, organization: string, rows: number): Promise<void> {
  const project = await insertProject(sql, organization);
  await sql`
    insert into planning_notes (id, organization_id, project_id, author_id, content)
    select gen_random_uuid(), ${organization}, ${project}, 'n8n', 'Note ' || n from generate_series(1, ${rows}::int) n`;
  await sql`vacuum analyze`;
}

/** An organisation with one project; paused, since the cloud itself would add the episodes that are due. */
export async function insertProject(sql: Sql, organization: string): Promise<string> {
  await sql`insert into organizations (id, organization_id, name, project_limit)
    values (${organization}, ${organization}, ${organization}, 1000)`;
  const [project] = await sql<{ id: string }[]>`
    insert into projects (id, organization_id, title, status)
    values (gen_random_uuid(), ${organization}, 'Bench', 'PAUSED') returning id::text as id`;
  if (project === undefined) throw new Error('the project was not made');
  return project.id;
}
