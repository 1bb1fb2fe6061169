const WORKER = 'The worker may read and write no table; its lease is checked instead.';
const TIMER =
  'Run by the timer for all organisations, also as service_role, who may not touch the tables of work and settings.';
const DERIVED = 'Keeps what no producer may write, whoever made the change that it follows.';

/** Why a function runs with its owner's rights; one that does and is not here fails the test. */
export const DEFINER_REASONS: { [name: string]: string } = {
  // Asked by callers who sign in.
  current_org_id: 'Every policy asks it; it looks for a removed membership in a table that has such a policy itself.',
  sync_epoch: 'Answers with the name of the database, of a table that nobody may read.',
  ensure_membership:
    'Creates organisation, person and membership from the verified token; producers may insert none of them.',
  request_generation:
    'Producers may not write the queue; it takes the organisation from the token and checks the episode against it.',
  cancel_generation:
    'Producers may not write the queue; it takes the organisation from the token and checks the job against it.',

  // Called by n8n.
  claim_generation_jobs: WORKER,
  report_generation_progress: WORKER,
  complete_generation: WORKER,
  fail_generation: WORKER,
  claim_chat_messages: WORKER,
  complete_chat_message: WORKER,
  fail_chat_message: WORKER,

  // Called by the timer.
  run_due_work: TIMER,
  expire_leases: TIMER,
  expire_chat_leases: TIMER,
  schedule_due_episodes: TIMER,
  deliver_due_episodes: TIMER,
  release_blocked_jobs: TIMER,
  retire_notes: TIMER,
  move_memories_when_many: TIMER,

  // Run by triggers.
  assign_sequence_number:
    'Numbers an episode after all of its project, and locks the project, which a producer may not.',
  limit_projects:
    'Counts the projects of the organisation whoever inserts, and locks its row, which a member may not change.',
  show_new_member: 'Brings a person into the sight of desks by a column that nobody may write.',
  sum_episode_words: DERIVED,
  keep_block_version: DERIVED,
  sum_token_usage: DERIVED,
  audit_change: 'Writes the audit trail, which nobody may write.',
  poke: 'Sends to a channel that desks may only listen to.',
  poke_users: 'Sends to the channels of all organisations of a person; desks may only listen to their own.',
  broadcast_job: 'Sends to a channel that desks may only listen to.',
  open_chat_work: "Writes the worker's own table, which no role may touch.",
  open_generation_work: "Writes the worker's own table, which no role may touch.",
  cancel_jobs_of_deleted_episode: 'Ends jobs in the queue, which a producer may not write.',
  break_circuit: 'Blocks jobs in the queue when money runs out, whoever wrote the bill.',
  follow_limit: 'Releases or blocks jobs in the queue when an admin changes a limit.',
  prepare_schedule: 'Writes when the next episode is due, which no producer may.',
  follow_project: 'Makes and withdraws scheduled episodes and jobs when a project changes.',
  move_memories:
    "Moves a project's memories into their own table, keeping ids and times that a producer may not write.",
  call_chat_webhook: 'Reads the address and the secret of the webhook, and what else of a conversation is open.',
  call_generation_webhook: 'Reads the address and the secret of the webhook.',
};
