// Made by `npm run types` from migrations/ and electron/engine/queries/. Do not edit.
import type { ChatMetadata, EpisodeSource, GenerationFailure, JobAttempt, ProjectMemory, UsageByOperation } from '../domain/json-shapes.ts';
import type { CadenceConfig } from '../ipc/commands.ts';
import type { Json, JsonRow, RefusalDetail } from '../sync/protocol.ts';

export interface NamedQueries {
  /** What this person did in the app, newest first; others' events never reach a desk. One page: behind `after` up to and with `until`, each [occurred_at, id] or null for the end of the list (renderer/live-pages). */
  'activity.my_events': {
    params: { after: Json; until: Json; };
    row: {
      id: string;
      event_type: string;
      event_data: JsonRow;
      session_id: string | null;
      occurred_at: string;
      episode_id: string | null;
      episode_title: string | null;
    };
  };
  /** The last times this person did something of a kind. */
  'activity.my_events_of_type': {
    params: { event_type: string; };
    row: {
      id: string;
      event_type: string;
      occurred_at: string;
    };
  };
  /** Titles and pages (of renderer/shell/app.tsx) of audited things that are on this machine; `things` is [{type, id}]. */
  'activity.named_things': {
    params: { things: Json; };
    row: {
      type: string;
      id: string;
      title: string | null;
      path: string | null;
    };
  };
  /** Edits the cloud refused, which wait for a person: retry, copy or discard. */
  'attention.list': {
    params: Record<string, never>;
    row: {
      mutation_id: string;
      group_id: string;
      command: string;
      table_name: string;
      row_id: string;
      op: 'insert' | 'update' | 'delete';
      patch: JsonRow;
      error: RefusalDetail | null;
      attempts: number;
      title: string | null;
      project_id: string | null;
      episode_id: string | null;
      created_at: string;
      changed_at: string;
    };
  };
  /** The text of an episode in reading order. `waiting` says that an edit of the block has not reached the cloud yet. The bound is well above what commands make in an episode (MOST_BLOCKS in shared/domain/limits.ts): what two desks have added at once, or a split has, is shown and exported too. */
  'blocks.of_episode': {
    params: { episode_id: string; };
    row: {
      id: string;
      episode_id: string;
      type: 'MARKDOWN' | 'INSIGHT' | 'SIGNAL' | 'SCENARIO' | 'QUESTION';
      title: string;
      content: string;
      position: number;
      word_count: number;
      confidence: number | null;
      reasoning: string;
      source_urls: string[];
      rev: number;
      created_at: string;
      updated_at: string;
      updated_by: string | null;
      updated_by_name: string | null;
      waiting: boolean;
    };
  };
  /** The text of one block; no row when it is gone. */
  'blocks.text': {
    params: { id: string; };
    row: {
      content: string;
    };
  };
  /** The newest messages of a conversation in its order: every answer behind its question. `in_all` counts the older ones as well; `parked` is not accepted by the cloud, and waits for a person; `noted`: the project has the note that the answer suggests. */
  'chat.messages': {
    params: { session_id: string; };
    row: {
      id: string;
      session_id: string;
      role: 'user' | 'assistant' | 'system';
      content: string;
      metadata: ChatMetadata;
      answer_state: 'pending' | 'answering' | 'answered' | 'failed' | null;
      answer_reason: string | null;
      asked: number;
      answers: string | null;
      created_at: string;
      in_all: number;
      waiting: boolean;
      parked: boolean;
      noted: boolean;
    };
  };
  /** The person's newest conversations, the newest first, with what they are about and how far the last question is. `in_all` counts the older ones as well; `parked`: something of it was not accepted by the cloud, and waits for a person. */
  'chat.sessions': {
    params: Record<string, never>;
    row: {
      id: string;
      title: string;
      project_id: string | null;
      episode_id: string | null;
      project_title: string | null;
      episode_title: string | null;
      episode_number: number | null;
      created_at: string;
      last_at: string;
      last_answer_state: 'pending' | 'answering' | 'answered' | 'failed' | null;
      in_all: number;
      waiting: boolean;
      parked: boolean;
    };
  };
  /** Two people changed the same thing: both versions, and what it holds now, until somebody decides. What it holds now is read inside of a function, of whatever table the conflict is about: of all whose rows a desk may change (shared/sync/columns.ts). */
  'conflicts.open': {
    params: Record<string, never>;
    row: {
      id: string;
      table_name: string;
      row_id: string;
      column_name: string | null;
      kind: string;
      base: Json | null;
      mine: Json | null;
      theirs: Json | null;
      merged: Json | null;
      now: Json | null;
      mine_at: string | null;
      their_author: string | null;
      their_author_name: string | null;
      their_at: string | null;
      title: string | null;
      project_id: string | null;
      episode_id: string | null;
      created_at: string;
    };
  };
  /** One episode's page without its text (blocks.of_episode); no row when it is gone. */
  'episodes.get': {
    params: { id: string; };
    row: {
      id: string;
      project_id: string;
      project_title: string;
      project_status: 'ACTIVE' | 'PAUSED' | 'COMPLETED' | 'ARCHIVED';
      project_timezone: string;
      sequence_number: number;
      title: string;
      summary: string;
      sources: EpisodeSource[];
      status: 'DRAFT' | 'GENERATING' | 'PARTIAL' | 'PUBLISHED' | 'FAILED';
      scheduled_for: string | null;
      generation_started_at: string | null;
      published_at: string | null;
      changed_since_published: boolean | null;
      status_waits: boolean;
      delivered_at: string | null;
      generation_attempts: number;
      generation_errors: GenerationFailure[];
      generation_time_seconds: number | null;
      reading_minutes: number | null;
      word_count: number;
      rev: number;
      created_at: string;
      updated_at: string;
      updated_by: string | null;
      updated_by_name: string | null;
      deleted_at: string | null;
    };
  };
  /** A project's episodes, newest first, each with its live job and a request that still waits on this machine. One page: behind `after` up to and with `until`, each [sequence_number, id] or null for the end of the list (renderer/live-pages). */
  'episodes.of_project': {
    params: { project_id: string; after: Json; until: Json; };
    row: {
      id: string;
      project_id: string;
      sequence_number: number;
      title: string;
      summary: string;
      status: 'DRAFT' | 'GENERATING' | 'PARTIAL' | 'PUBLISHED' | 'FAILED';
      scheduled_for: string | null;
      published_at: string | null;
      delivered_at: string | null;
      reading_minutes: number | null;
      word_count: number;
      generation_attempts: number;
      rev: number;
      created_at: string;
      updated_at: string;
      live_job_id: string | null;
      live_job_status: 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled' | 'blocked' | null;
      live_job_stage: 'queued' | 'research' | 'writing' | 'review' | 'complete' | null;
      live_job_percent: number | null;
      live_job_message: string | null;
      live_job_eta_seconds: number | null;
      request_state: 'waiting' | 'sending' | 'accepted' | 'refused' | null;
    };
  };
  /** Published episodes that this person has not opened since: user_events on a desk are its own person's, and go to their other machines. After a month an episode is no news any more. */
  'episodes.unread': {
    params: Record<string, never>;
    row: {
      id: string;
      project_id: string;
      published_at: string;
    };
  };
  /** Requests to generate or to cancel of this machine: what it has yet to hand over, what the cloud has taken while nothing here shows it yet, and what was refused. `refusal_stands` says that the episode still waits for a person because its request was refused: it is there, and no job of it has come of another request since. Its text is what asking again would take the place of. */
  'generation.requests': {
    params: Record<string, never>;
    row: {
      id: string;
      episode_id: string;
      episode_title: string | null;
      episode_number: number | null;
      has_text: boolean;
      project_id: string | null;
      project_title: string | null;
      project_status: 'ACTIVE' | 'PAUSED' | 'COMPLETED' | 'ARCHIVED' | null;
      action: 'request' | 'cancel';
      priority: number | null;
      state: 'waiting' | 'sending' | 'accepted' | 'refused';
      error: RefusalDetail | null;
      created_at: string;
      refusal_stands: boolean;
    };
  };
  /** What the person has marked in an episode, in the order of the text. */
  'highlights.of_episode': {
    params: { episode_id: string; };
    row: {
      id: string;
      block_id: string;
      selected_text: string;
      start_offset: number;
      end_offset: number;
      text_before: string;
      text_after: string;
      note: string;
      colour: string;
      created_at: string;
      block_deleted: boolean;
      waiting: boolean;
    };
  };
  /** States of a block's text that this desk has besides the text itself: for when the cloud, which has every version, is away. */
  'history.texts_kept_here': {
    params: { block_id: string; };
    row: {
      id: string;
      kind: 'base' | 'mine' | 'theirs';
      content: string;
      author: string | null;
      author_name: string | null;
      at: string | null;
    };
  };
  /** Generations that go no further without a person: failed for good, or held back by a limit. The newest of each episode, while nothing was asked for since and the episode has no finished text. What text it has is what trying again would take the place of. */
  'jobs.dead_ends': {
    params: Record<string, never>;
    row: {
      id: string;
      project_id: string;
      project_title: string;
      project_status: 'ACTIVE' | 'PAUSED' | 'COMPLETED' | 'ARCHIVED';
      episode_id: string;
      episode_title: string;
      episode_number: number;
      has_text: boolean;
      status: 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled' | 'blocked';
      attempt_count: number;
      error_message: string | null;
      blocked_reason: string | null;
      cost_gbp: number;
      updated_at: string;
    };
  };
  /** The organisation's queue: what is being made, what waits its turn and what is blocked, in the order workers take it. */
  'jobs.live': {
    params: Record<string, never>;
    row: {
      id: string;
      project_id: string;
      project_title: string | null;
      episode_id: string;
      episode_title: string | null;
      episode_number: number | null;
      requested_by: string | null;
      priority: number;
      status: 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled' | 'blocked';
      stage: 'queued' | 'research' | 'writing' | 'review' | 'complete';
      percent: number;
      message: string;
      eta_seconds: number | null;
      attempt_count: number;
      max_attempts: number;
      next_retry_at: string | null;
      error_message: string | null;
      blocked_reason: string | null;
      cost_gbp: number;
      generation_start_time: string;
      target_delivery_time: string | null;
      progress_at: string | null;
      started_at: string | null;
      created_at: string;
      updated_at: string;
    };
  };
  /** An episode's generation jobs, newest first: the first one is what is going on, the rest is its history. */
  'jobs.of_episode': {
    params: { episode_id: string; };
    row: {
      id: string;
      project_id: string;
      episode_id: string;
      requested_by: string | null;
      requested_by_name: string | null;
      priority: number;
      status: 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled' | 'blocked';
      stage: 'queued' | 'research' | 'writing' | 'review' | 'complete';
      percent: number;
      message: string;
      eta_seconds: number | null;
      attempt_count: number;
      max_attempts: number;
      next_retry_at: string | null;
      error_message: string | null;
      blocked_reason: string | null;
      attempts: JobAttempt[];
      cost_gbp: number;
      generation_start_time: string;
      target_delivery_time: string | null;
      progress_at: string | null;
      started_at: string | null;
      completed_at: string | null;
      created_at: string;
      updated_at: string;
    };
  };
  /** Generations that ended, the last one first. */
  'jobs.recent': {
    params: Record<string, never>;
    row: {
      id: string;
      project_id: string;
      project_title: string | null;
      episode_id: string;
      episode_title: string | null;
      episode_number: number | null;
      requested_by: string | null;
      requested_by_name: string | null;
      status: 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled' | 'blocked';
      stage: 'queued' | 'research' | 'writing' | 'review' | 'complete';
      attempt_count: number;
      error_message: string | null;
      attempts: JobAttempt[];
      cost_gbp: number;
      started_at: string | null;
      ended_at: string;
    };
  };
  /** The people of this organisation. */
  'members.list': {
    params: Record<string, never>;
    row: {
      id: string;
      user_id: string;
      name: string | null;
      email: string | null;
      role: 'OWNER' | 'ADMIN' | 'MEMBER';
      created_at: string;
    };
  };
  /** What a project's agents remember, the weightiest first: what stands in the project, and what the cloud has moved into rows of its own since they were many. One that is in both places is shown as it stands in the project: an edit has brought it back there. The generation leaves out what is past its time, so it is not listed; it reads the first 50 (migrations/cloud, generation_context). */
  'memories.of_project': {
    params: { project_id: string; };
    row: {
      memory: ProjectMemory;
    };
  };
  /** How many planning notes of a project are in each status; a status without notes has no row. */
  'notes.counts': {
    params: { project_id: string; };
    row: {
      status: 'pending' | 'acknowledged' | 'incorporated' | 'deferred' | 'archived';
      count: number;
    };
  };
  /** A project's planning notes, in the order of their board: by status, then by hand. */
  'notes.of_project': {
    params: { project_id: string; };
    row: {
      id: string;
      project_id: string;
      episode_id: string | null;
      author_id: string | null;
      author_name: string | null;
      content: string;
      scope: 'NEXT_EPISODE' | 'GENERAL' | 'TOPIC_REQUEST' | 'DEPTH_ADJUSTMENT';
      priority: 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL';
      status: 'pending' | 'acknowledged' | 'incorporated' | 'deferred' | 'archived';
      position: number;
      incorporated_in_episode_id: string | null;
      incorporated_in_episode_number: number | null;
      incorporated_in_episode_title: string | null;
      expires_at: string | null;
      archive_after_episodes: number | null;
      rev: number;
      created_at: string;
      updated_at: string;
    };
  };
  /** The organisation this desk works for; no row before the first sync. */
  'organization.get': {
    params: Record<string, never>;
    row: {
      id: string;
      name: string;
      type: 'PERSONAL' | 'TEAM';
      owner_id: string | null;
      subscription_tier: 'TRIAL' | 'STARTER' | 'GROWTH' | 'ENTERPRISE';
      project_limit: number;
      daily_cost_limit_gbp: number;
      episode_cost_limit_gbp: number;
      timezone: string;
      enabled_features: string[];
      project_count: number;
      rev: number;
      updated_at: string;
    };
  };
  /** What the generations of each project have cost in this month of the organisation; chats belong to no project. A project without any has no row. */
  'projects.costs': {
    params: Record<string, never>;
    row: {
      project_id: string;
      cost_gbp: number;
    };
  };
  /** One project's page; no row when it is gone. */
  'projects.get': {
    params: { id: string; };
    row: {
      id: string;
      title: string;
      onboarding_brief: string;
      cadence_config: CadenceConfig;
      timezone: string;
      memories: ProjectMemory[];
      status: 'ACTIVE' | 'PAUSED' | 'COMPLETED' | 'ARCHIVED';
      paused_at: string | null;
      next_scheduled_at: string | null;
      last_episode_at: string | null;
      rev: number;
      created_at: string;
      updated_at: string;
      updated_by: string | null;
      updated_by_name: string | null;
      deleted_at: string | null;
    };
  };
  /** The desk's first page: every project with what is going on in it. A plan allows few projects, so 500 is all of them. */
  'projects.list': {
    params: Record<string, never>;
    row: {
      id: string;
      title: string;
      status: 'ACTIVE' | 'PAUSED' | 'COMPLETED' | 'ARCHIVED';
      timezone: string;
      cadence_config: CadenceConfig;
      paused_at: string | null;
      next_scheduled_at: string | null;
      last_episode_at: string | null;
      created_at: string;
      updated_at: string;
      episode_count: number;
      pending_note_count: number;
      live_job_id: string | null;
      live_job_episode_id: string | null;
      live_job_status: 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled' | 'blocked' | null;
      live_job_stage: 'queued' | 'research' | 'writing' | 'review' | 'complete' | null;
      live_job_percent: number | null;
      live_job_message: string | null;
      latest_episode_id: string | null;
      latest_episode_title: string | null;
      latest_episode_number: number | null;
      latest_episode_status: 'DRAFT' | 'GENERATING' | 'PARTIAL' | 'PUBLISHED' | 'FAILED' | null;
      latest_episode_scheduled_for: string | null;
      latest_episode_published_at: string | null;
    };
  };
  /** Every project by name, with what the frame shows of it: always open, so it reads no episodes and an edit of one does not run it. */
  'projects.names': {
    params: Record<string, never>;
    row: {
      id: string;
      title: string;
      status: 'ACTIVE' | 'PAUSED' | 'COMPLETED' | 'ARCHIVED';
      pending_note_count: number;
      live_job_status: 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled' | 'blocked' | null;
      live_job_percent: number | null;
    };
  };
  /** Rows as the search index takes them; a row that is deleted or gone is not among them. Only rows of this desk: [id]. */
  'search.documents': {
    params: { ids: Json; kind: string; };
    row: {
      kind: 'project' | 'episode' | 'note' | 'block';
      id: string;
      project_id: string;
      episode_id: string | null;
      status: string;
      at: number;
      stamp: string;
      title: string;
      body: string;
    };
  };
  /** What the search index found, as it is now: [{kind, id}] in, the rows that are still there out. */
  'search.hits': {
    params: { hits: Json; };
    row: {
      kind: 'project' | 'episode' | 'note' | 'block';
      id: string;
      project_id: string;
      project_title: string;
      episode_id: string | null;
      title: string;
      body: string;
      status: string;
      updated_at: string;
    };
  };
  /** A page of the rows that the search index should have, by id, each with what changes whenever it does. */
  'search.stamps': {
    params: { kind: string; after: string; };
    row: {
      id: string;
      stamp: string;
    };
  };
  /** When each table was last compared with the cloud's own checksum, and how many rows had to be brought up to date then. */
  'sync.compared': {
    params: Record<string, never>;
    row: {
      table_name: string;
      at: string;
      repaired: number;
    };
  };
  /** What the sync did by itself, newest first. */
  'sync.log': {
    params: Record<string, never>;
    row: {
      id: number;
      at: string;
      kind: string;
      message: string;
      details: Json;
    };
  };
  /** What a person has to be told of a store that was rebuilt, until they have seen it. */
  'sync.recovered': {
    params: Record<string, never>;
    row: {
      id: number;
      at: string;
      message: string;
    };
  };
  /** Everything that waits or was refused, whole: for a copy that a person takes away. Every live query is bounded; this bound is above what a person types in months, since bursts on one thing are one edit. */
  'sync.unsent': {
    params: Record<string, never>;
    row: {
      mutation_id: string;
      command: string;
      table_name: string;
      row_id: string;
      op: 'insert' | 'update' | 'delete';
      patch: Json;
      state: 'pending' | 'sending' | 'parked';
      created_at: string;
      changed_at: string;
    };
  };
  /** Edits of this machine that the cloud has not confirmed, oldest first: what, which thing, since when. */
  'sync.waiting': {
    params: Record<string, never>;
    row: {
      mutation_id: string;
      group_id: string;
      command: string;
      table_name: string;
      row_id: string;
      op: 'insert' | 'update' | 'delete';
      columns: string[];
      state: 'pending' | 'sending' | 'parked';
      attempts: number;
      title: string | null;
      project_id: string | null;
      episode_id: string | null;
      created_at: string;
      changed_at: string;
    };
  };
  /** What was removed and can be restored, newest first, with what it stands in, which may be in the bin itself. A text is named by its beginning, longer than a line: the page cuts it. One page: behind `after` up to and with `until`, each [deleted_at, id] or null for the end of the list (renderer/live-pages). What a row is called and stands in is read of those that are shown: each kind may have a page of its own. */
  'trash.list': {
    params: { after: Json; until: Json; };
    row: {
      kind: 'project' | 'episode' | 'block' | 'note';
      id: string;
      title: string;
      project_id: string | null;
      episode_id: string | null;
      deleted_at: string;
      deleted_by: string | null;
      deleted_by_name: string | null;
      project_title: string | null;
      episode_title: string | null;
      is_episode_deleted: boolean;
      is_project_deleted: boolean;
    };
  };
  /** What the organisation's AI calls cost per day since a date (its own local days), newest first; a day without calls has no row. */
  'usage.daily': {
    params: { since: string; };
    row: {
      usage_date: string;
      calls: number;
      prompt_tokens: number;
      completion_tokens: number;
      total_tokens: number;
      cost_usd: number;
      cost_gbp: number;
      by_operation: UsageByOperation;
    };
  };
}
