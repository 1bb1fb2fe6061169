-- n8n's role. It may execute the worker functions and nothing else; those grants stand beside the functions.
do $$
begin
  if not exists (select from pg_roles where rolname = 'generation_worker') then
    create role generation_worker nologin noinherit;
  end if;
exception when duplicate_object or unique_violation then
  null; -- roles belong to the server: another database of it is being migrated at the same moment
end $$;
do $$
begin
  if exists (select from pg_roles where rolname = 'authenticator') then
    grant generation_worker to authenticator;
  end if;
exception when unique_violation then
  null;
end $$;
grant usage on schema public to anon, authenticated, service_role, generation_worker;

-- Supabase opens every new object of public to every request role. Here nothing is open that a migration did not open.
alter default privileges in schema public revoke all on tables from anon, authenticated;
alter default privileges in schema public revoke all on sequences from anon, authenticated;
alter default privileges in schema public revoke all on functions from anon, authenticated;
alter default privileges revoke execute on functions from public;
revoke all on all tables in schema public from public, anon, authenticated;
revoke all on all sequences in schema public from public, anon, authenticated;
revoke all on all functions in schema public from public, anon, authenticated;
grant all on all tables in schema public to service_role;

grant execute on function current_claims(), current_user_id(), current_org_id(), current_org_role(), current_is_admin()
  to authenticated, service_role, generation_worker;
grant execute on function checksum_bucket(text), checksum_hash(text, bigint) to authenticated, service_role;

-- Reading: everything that row level security shows, but for the lease token, which is the worker's proof.
grant select on organizations, users, organization_members, projects, episodes, blocks, block_versions, planning_notes,
  token_usage, token_usage_daily, user_events, audit_log, agent_memories, chat_sessions, chat_messages, highlights
  to authenticated;
grant select (
  id, organization_id, project_id, episode_id, idempotency_key, requested_by, priority, generation_start_time,
  target_delivery_time, status, lease_worker, lease_expires_at, attempt_count, max_attempts, next_retry_at, error_message,
  error_details, blocked_reason, attempts, result, stage, percent, message, eta_seconds, progress_seq, progress_at, cost_gbp,
  started_at, completed_at, cancelled_by, rev, txid, created_at, updated_at, updated_by, deleted_at, deleted_by
) on episode_schedule_queue to authenticated;

-- Writing: the columns a producer may write (shared/sync/columns.ts is the same list). Rows are deleted by deleted_at.
grant update (name, daily_cost_limit_gbp, episode_cost_limit_gbp, timezone, enabled_features) on organizations to authenticated;
grant update (name, timezone, notification_preferences, default_organization_id) on users to authenticated;

grant insert (id, organization_id, title, onboarding_brief, cadence_config, timezone, memories, status, deleted_at),
  update (title, onboarding_brief, cadence_config, timezone, memories, status, deleted_at)
  on projects to authenticated;

grant insert (id, organization_id, project_id, sequence_number, title, summary, sources, status, idempotency_key, scheduled_for, deleted_at),
  update (project_id, sequence_number, title, summary, sources, status, idempotency_key, scheduled_for, deleted_at)
  on episodes to authenticated;

grant insert (id, organization_id, episode_id, type, title, content, position, confidence, reasoning, source_urls, deleted_at),
  update (episode_id, type, title, content, position, confidence, reasoning, source_urls, deleted_at)
  on blocks to authenticated;

-- Who wrote a note is settled when it is written.
grant insert (id, organization_id, project_id, episode_id, author_id, content, scope, priority, status, position, expires_at, archive_after_episodes, deleted_at),
  update (project_id, episode_id, content, scope, priority, status, position, expires_at, archive_after_episodes, deleted_at)
  on planning_notes to authenticated;

grant insert (id, organization_id, user_id, event_type, event_data, session_id, occurred_at) on user_events to authenticated;

grant insert (id, organization_id, project_id, content, type, importance, confidence, source, expires_at, use_count, deleted_at),
  update (project_id, content, type, importance, confidence, source, expires_at, use_count, deleted_at)
  on agent_memories to authenticated;

grant insert (id, organization_id, user_id, project_id, episode_id, title, deleted_at),
  update (user_id, project_id, episode_id, title, deleted_at)
  on chat_sessions to authenticated;

grant insert (id, organization_id, session_id, user_id, role, content, metadata, deleted_at),
  update (session_id, user_id, role, content, metadata, deleted_at)
  on chat_messages to authenticated;

grant insert (id, organization_id, user_id, block_id, selected_text, start_offset, end_offset, note, colour, chat_session_id, deleted_at),
  update (user_id, block_id, selected_text, start_offset, end_offset, note, colour, chat_session_id, deleted_at)
  on highlights to authenticated;
