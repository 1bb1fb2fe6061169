-- One request is one job, however often it is sent; several requests may lead to one job.
create table generation_request_keys (
  organization_id text not null references organizations (id),
  idempotency_key uuid not null,
  job_id uuid not null references episode_schedule_queue (id),
  created_at timestamptz not null default now(),
  primary key (organization_id, idempotency_key)
);
create index generation_request_keys_of_job on generation_request_keys (job_id);
alter table generation_request_keys enable row level security;
revoke all on generation_request_keys from anon, authenticated, service_role;

-- What the cloud keeps of a job and desks need not see.
create table generation_work (
  job_id uuid primary key references episode_schedule_queue (id),
  -- The episode as it was when the job was queued. What differs at the end was edited meanwhile and is kept.
  title_before text not null,
  summary_before text not null,
  blocks_before jsonb not null default '{}', -- {block id: block_fingerprint}
  written_blocks jsonb not null default '{}', -- the same of the partial text that an attempt of this job left
  status_before public.episode_status, -- when the running attempt began
  lease_seconds integer,
  worker_seq bigint not null default 0, -- of the newest report of the running attempt
  note_ids uuid[] not null default '{}', -- handed out with the claim
  memory_ids uuid[] not null default '{}', -- of agent_memories, handed out with the claim
  partial jsonb, -- the running attempt's text so far
  closed_attempt integer not null default 0 -- the newest attempt whose last usage was recorded
);
alter table generation_work enable row level security;
revoke all on generation_work from anon, authenticated, service_role;

create function block_fingerprint(p_block blocks) returns text
language sql immutable set search_path = '' as
$$ select md5(p_block.title || chr(10) || p_block.content || chr(10) || p_block.reasoning) $$;

create function open_generation_work() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.generation_work (job_id, title_before, summary_before, blocks_before)
  select new.id, e.title, e.summary, coalesce(
    (select jsonb_object_agg(b.id, public.block_fingerprint(b)) from public.blocks b where b.episode_id = e.id and b.deleted_at is null), '{}'
  )
  from public.episodes e where e.id = new.episode_id;
  insert into public.generation_request_keys (organization_id, idempotency_key, job_id)
  values (new.organization_id, new.idempotency_key, new.id);
  return null;
end $$;
create trigger open_generation_work after insert on episode_schedule_queue
  for each row execute function open_generation_work();

-- What is over is over, whoever writes. And every change is newer than the one before for a desk that hears of both.
create function keep_job_order() returns trigger
language plpgsql set search_path = '' as $$
begin
  if old.status in ('completed', 'failed', 'cancelled') and new.status <> old.status then
    raise exception using errcode = 'SR409', message = format('This generation is %s; that is final.', old.status),
      hint = 'Ask for a new generation of the episode.';
  end if;
  if new is distinct from old and (new.attempt_count, new.progress_seq) <= (old.attempt_count, old.progress_seq) then
    new.attempt_count := old.attempt_count;
    new.progress_seq := old.progress_seq + 1;
  end if;
  return new;
end $$;
create trigger keep_job_order before update on episode_schedule_queue
  for each row execute function keep_job_order();

-- The columns of a job that its organisation may hear of (PublicJob in shared/domain/generation.ts).
create function public_job(p_job episode_schedule_queue) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return to_jsonb(p_job) - array[
    'idempotency_key', 'lease_worker', 'lease_token', 'lease_expires_at', 'error_details', 'attempts', 'result', 'cancelled_by',
    'txid', 'created_at', 'updated_by', 'deleted_at', 'deleted_by'
  ];
end $$;

create function broadcast_job() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if to_regprocedure('realtime.send(jsonb, text, text, boolean)') is not null then
    perform realtime.send(public.public_job(new), 'generation', 'org:' || new.organization_id, true);
  end if;
  return null;
end $$;
create trigger broadcast_new_job after insert on episode_schedule_queue for each row execute function broadcast_job();
-- What is spent is written before the report it came with, which then tells of both.
create trigger broadcast_job after update on episode_schedule_queue
  for each row when (old.rev <> new.rev and old.cost_gbp = new.cost_gbp) execute function broadcast_job();

-- A deleted episode needs no text.
create function cancel_jobs_of_deleted_episode() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform public.cancel_job(q.id, null)
  from public.episode_schedule_queue q where q.episode_id = new.id and q.status in ('pending', 'processing', 'blocked');
  return null;
end $$;
create trigger cancel_jobs_of_deleted_episode after update of deleted_at on episodes
  for each row when (old.deleted_at is null and new.deleted_at is not null) execute function cancel_jobs_of_deleted_episode();
