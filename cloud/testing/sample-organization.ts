import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';

/** An organisation with one member and one row in every table a member may read, written as the owner of the database. */
export interface SampleOrganization {
  organization: string;
  user: string;
  project: string;
  episode: string;
  block: string;
}

export async function insertSampleOrganization(sql: Sql, organization: string): Promise<SampleOrganization> {
  const user = `user_of_${organization}`;
  const [project, episode, block, session] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  await sql.begin(async (t) => {
    await t`insert into organizations (id, organization_id, name, project_limit) values (${organization}, ${organization}, ${organization}, 100)`;
    await t`insert into users (id, name) values (${user}, ${user})`;
    await t`insert into organization_members (organization_id, user_id) values (${organization}, ${user})`;
    await t`insert into projects (id, organization_id, title) values (${project}, ${organization}, 'A project')`;
    await t`insert into episodes (id, organization_id, project_id, sequence_number) values (${episode}, ${organization}, ${project}, 1)`;
    await t`insert into blocks (id, organization_id, episode_id, content) values (${block}, ${organization}, ${episode}, 'Two words')`;
    await t`insert into planning_notes (organization_id, project_id, author_id, content) values (${organization}, ${project}, ${user}, 'More on prices')`;
    await t`insert into episode_schedule_queue (organization_id, project_id, episode_id, idempotency_key, lease_token)
      values (${organization}, ${project}, ${episode}, ${randomUUID()}, ${randomUUID()})`;
    await t`insert into token_usage (organization_id, operation, model, episode_id) values (${organization}, 'chat', 'test', ${episode})`;
    await t`insert into token_usage_daily (organization_id, usage_date) values (${organization}, '2026-01-01') on conflict do nothing`;
    await t`insert into user_events (organization_id, user_id, event_type) values (${organization}, ${user}, 'opened')`;
    await t`insert into audit_log (organization_id, action, resource_type, resource_id) values (${organization}, 'test', 'project', ${project})`;
    await t`insert into agent_memories (organization_id, project_id, content) values (${organization}, ${project}, 'Prefers tables')`;
    await t`insert into chat_sessions (id, organization_id, user_id, project_id) values (${session}, ${organization}, ${user}, ${project})`;
    await t`insert into chat_messages (organization_id, session_id, user_id, content) values (${organization}, ${session}, ${user}, 'Hello')`;
    await t`insert into highlights (organization_id, user_id, block_id, selected_text, start_offset, end_offset)
      values (${organization}, ${user}, ${block}, 'Two', 0, 3)`;
    await t`insert into sync_mutations (mutation_id, organization_id, user_id, client_id, table_name, row_id)
      values (${randomUUID()}, ${organization}, ${user}, ${randomUUID()}, 'blocks', ${block})`;
  });
  return { organization, user, project, episode, block };
}
