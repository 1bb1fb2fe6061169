-- Records of applied mutations of desks that never push again: a desk's next push takes away its own (sync_push), and nothing took
-- those of one that was lost or given away. The same 90 days, so what a late desk is answered does not depend on who came first:
-- a mutation without a record meets its own row, a conflict in which both sides are equal.
create index sync_mutations_by_age on sync_mutations (created_at);

-- At most so many a minute, so that the first run after an update, or after an outage, is short too: 14 million a day.
create function forget_old_mutations(p_now timestamptz) returns jsonb
language plpgsql set search_path = '' as $$
declare
  at_most constant integer := 10000;
  kept_for constant interval := interval '90 days';
  forgotten integer;
begin
  delete from public.sync_mutations
  where mutation_id in (
    select m.mutation_id from public.sync_mutations m where m.created_at < p_now - kept_for
    order by m.created_at limit at_most for update skip locked
  );
  get diagnostics forgotten = row_count;
  return jsonb_build_object('forgotten', forgotten);
end $$;

create or replace function run_due_work(p_now timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  expired jsonb := public.expire_leases(p_now);
  chat jsonb := public.expire_chat_leases(p_now);
  released jsonb := public.release_blocked_jobs(p_now);
  notes jsonb := public.retire_notes(p_now);
  delivered jsonb := public.deliver_due_episodes(p_now);
  scheduled jsonb := public.schedule_due_episodes(p_now);
begin
  return jsonb_build_object(
    'expired', expired, 'chat', chat, 'released', released, 'notes', notes, 'delivered', delivered, 'scheduled', scheduled,
    'mutations', public.forget_old_mutations(p_now)
  );
end $$;
