import type { SyncedTable } from './protocol.ts';

/**
 * How a column that a producer may write is merged when two sides changed it.
 * - `text`: three-way by line and word; what clashes is kept in a conflict record.
 * - `value`: the later to reach the cloud wins; the other is kept in a conflict record.
 * - `order`: as `value`, but nothing is recorded: a place in a list is not something a person typed.
 * - `object`: JSON object, key by key as `value`.
 * - `records`: JSON array of objects with an `id`, record by record as `value`; removed against changed keeps the record.
 * - `sources`: as `records`, for an episode's sources, which come without ids from a generation.
 * - `counter`: both changes are added.
 */
export type MergeRule = 'text' | 'value' | 'order' | 'object' | 'records' | 'sources' | 'counter';

/**
 * The columns a producer may write, per table; the same list as the column grants in migrations/cloud (a test compares
 * them). Every other column is the cloud's: its value is always taken from there.
 */
export const WRITABLE_COLUMNS: { readonly [Table in SyncedTable]: { readonly [column: string]: MergeRule } } = {
  organizations: {
    name: 'value',
    daily_cost_limit_gbp: 'value',
    episode_cost_limit_gbp: 'value',
    timezone: 'value',
    enabled_features: 'value',
  },
  users: { name: 'value', timezone: 'value', notification_preferences: 'object', default_organization_id: 'value' },
  organization_members: {},
  projects: {
    title: 'value',
    onboarding_brief: 'text',
    cadence_config: 'value',
    timezone: 'value',
    memories: 'records',
    status: 'value',
    deleted_at: 'value',
  },
  episodes: {
    project_id: 'value',
    sequence_number: 'order',
    title: 'value',
    summary: 'text',
    sources: 'sources',
    status: 'value',
    idempotency_key: 'value',
    scheduled_for: 'value',
    deleted_at: 'value',
  },
  blocks: {
    episode_id: 'value',
    type: 'value',
    title: 'value',
    content: 'text',
    position: 'order',
    confidence: 'value',
    reasoning: 'text',
    source_urls: 'value',
    deleted_at: 'value',
  },
  planning_notes: {
    project_id: 'value',
    episode_id: 'value',
    author_id: 'value',
    content: 'value',
    scope: 'value',
    priority: 'value',
    status: 'value',
    position: 'order',
    expires_at: 'value',
    archive_after_episodes: 'value',
    deleted_at: 'value',
  },
  episode_schedule_queue: {},
  token_usage_daily: {},
  user_events: {
    user_id: 'value',
    event_type: 'value',
    event_data: 'value',
    session_id: 'value',
    occurred_at: 'value',
  },
  agent_memories: {
    project_id: 'value',
    content: 'value',
    type: 'value',
    importance: 'value',
    confidence: 'value',
    source: 'value',
    expires_at: 'value',
    use_count: 'counter',
    deleted_at: 'value',
  },
  chat_sessions: { user_id: 'value', project_id: 'value', episode_id: 'value', title: 'value', deleted_at: 'value' },
  chat_messages: {
    session_id: 'value',
    user_id: 'value',
    role: 'value',
    content: 'value',
    metadata: 'object',
    asked: 'value',
    deleted_at: 'value',
  },
  highlights: {
    user_id: 'value',
    block_id: 'value',
    selected_text: 'value',
    start_offset: 'value',
    end_offset: 'value',
    text_before: 'value',
    text_after: 'value',
    note: 'value',
    colour: 'value',
    chat_session_id: 'value',
    deleted_at: 'value',
  },
};
