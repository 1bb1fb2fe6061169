-- Keys lead to parents by (parent, organisation). An index in that order serves the key's own checks as well as the list it was made
-- for; Supabase's advisor wants it so. On a desk the indexes stay as they are: it has one organisation.
drop index episodes_of_project, blocks_of_episode, block_versions_of_block, planning_notes_of_project, planning_notes_of_episode,
  planning_notes_incorporated, episode_schedule_queue_of_project, episode_schedule_queue_of_episode, agent_memories_of_project,
  chat_sessions_of_project, chat_sessions_of_episode, chat_messages_of_session, highlights_of_block, highlights_of_chat_session;
create index episodes_of_project on episodes (project_id, organization_id, sequence_number desc);
create index blocks_of_episode on blocks (episode_id, organization_id, position);
create index block_versions_of_block on block_versions (block_id, organization_id, block_rev desc);
create index planning_notes_of_project on planning_notes (project_id, organization_id, status, created_at desc);
create index planning_notes_of_episode on planning_notes (episode_id, organization_id) where episode_id is not null;
create index planning_notes_incorporated on planning_notes (incorporated_in_episode_id, organization_id) where incorporated_in_episode_id is not null;
create index episode_schedule_queue_of_project on episode_schedule_queue (project_id, organization_id);
create index episode_schedule_queue_of_episode on episode_schedule_queue (episode_id, organization_id, created_at desc);
create index agent_memories_of_project on agent_memories (project_id, organization_id, importance desc);
create index chat_sessions_of_project on chat_sessions (project_id, organization_id) where project_id is not null;
create index chat_sessions_of_episode on chat_sessions (episode_id, organization_id) where episode_id is not null;
create index chat_messages_of_session on chat_messages (session_id, organization_id, created_at);
create index highlights_of_block on highlights (block_id, organization_id, user_id);
create index highlights_of_chat_session on highlights (chat_session_id, organization_id) where chat_session_id is not null;
