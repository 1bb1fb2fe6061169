-- What has to be done by the clock, every minute (DueWorkAnswer in shared/domain/generation.ts). Called twice at once, the second
-- finds nothing left: each part takes only rows that nobody holds.
create function run_due_work(p_now timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  expired jsonb := public.expire_leases(p_now);
  released jsonb := public.release_blocked_jobs(p_now);
  notes jsonb := public.retire_notes(p_now);
  delivered jsonb := public.deliver_due_episodes(p_now);
begin
  return jsonb_build_object(
    'expired', expired, 'released', released, 'notes', notes, 'delivered', delivered,
    'scheduled', public.schedule_due_episodes(p_now)
  );
end $$;
grant execute on function run_due_work(timestamptz) to service_role;
