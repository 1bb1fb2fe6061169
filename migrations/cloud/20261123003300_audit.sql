-- Who acts: a person by the token, n8n by its role (its token may carry any subject), else the system (timer, SQL editor).
create function audit_actor() returns text
language plpgsql stable set search_path = '' as $$
begin
  return case
    when 'generation_worker' in (public.current_claims() ->> 'role', current_setting('role', true)) then 'generation_worker'
    else coalesce(public.current_user_id(), 'system')
  end;
end $$;

-- Arguments: the kind of resource, and the columns that matter. One row for each change of them.
create function audit_change() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  kind constant text := tg_argv[0];
  columns constant text[] := tg_argv[1:];
  old_document constant jsonb := case when tg_op = 'UPDATE' then to_jsonb(old) end;
  new_document constant jsonb := to_jsonb(new);
  changed text[];
  verb text;
  importance public.audit_severity := 'info';
begin
  select array_agg(c order by c) into changed from unnest(columns) c
  where tg_op = 'INSERT' or new_document -> c is distinct from old_document -> c;
  if changed is null then
    return null;
  end if;
  verb := case
    when tg_op = 'INSERT' then 'created'
    when 'deleted_at' = any (changed) then case when new_document ->> 'deleted_at' is null then 'restored' else 'deleted' end
    when 'status' = any (changed) then lower(new_document ->> 'status')
    else 'changed'
  end;
  if verb = 'failed' then
    importance := 'error';
  elsif verb in ('deleted', 'blocked') or kind in ('organization', 'member') and tg_op = 'UPDATE' then
    importance := 'warning';
  end if;
  insert into public.audit_log (organization_id, actor, action, resource_type, resource_id, old_values, new_values, severity)
  values (
    new_document ->> 'organization_id', public.audit_actor(), kind || '.' || verb, kind, new_document ->> 'id',
    case when tg_op = 'UPDATE' then (select jsonb_object_agg(c, old_document -> c) from unnest(changed) c) end,
    (select jsonb_object_agg(c, new_document -> c) from unnest(changed) c),
    importance
  );
  return null;
end $$;

-- Asked before the function is called: most updates of a job are progress, which is not recorded.
do $$
declare
  audited record;
begin
  for audited in
    select * from (values
      ('organizations', 'organization', true, array['name', 'subscription_tier', 'project_limit', 'daily_cost_limit_gbp',
        'episode_cost_limit_gbp', 'timezone', 'enabled_features', 'owner_id', 'deleted_at']),
      ('organization_members', 'member', true, array['user_id', 'role', 'deleted_at']),
      ('projects', 'project', true, array['title', 'onboarding_brief', 'cadence_config', 'timezone', 'status', 'deleted_at']),
      ('episodes', 'episode', false, array['status', 'deleted_at']),
      ('planning_notes', 'planning_note', false, array['status', 'incorporated_in_episode_id', 'deleted_at']),
      ('episode_schedule_queue', 'generation_job', true, array['episode_id', 'status', 'attempt_count', 'requested_by',
        'error_message', 'blocked_reason'])
    ) v (name, kind, when_created, columns)
  loop
    execute format(
      'create trigger audit_change after update on public.%I for each row when ((%s) is distinct from (%s)) execute function public.audit_change(%L, %s)',
      audited.name,
      (select string_agg(format('old.%I', c), ', ') from unnest(audited.columns) c),
      (select string_agg(format('new.%I', c), ', ') from unnest(audited.columns) c),
      audited.kind, (select string_agg(quote_literal(c), ', ') from unnest(audited.columns) c)
    );
    if audited.when_created then
      execute format(
        'create trigger audit_creation after insert on public.%I for each row execute function public.audit_change(%L, %s)',
        audited.name, audited.kind, (select string_agg(quote_literal(c), ', ') from unnest(audited.columns) c)
      );
    end if;
  end loop;
end $$;
