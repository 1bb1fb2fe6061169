-- Runs the due work every minute where pg_cron is. To be called again by an operator who enables the extension later; naming the
-- job replaces one of that name. The embedded cloud has a timer of its own.
create function install_timer() returns boolean
language plpgsql set search_path = '' as $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is null then
    return false;
  end if;
  execute 'select cron.schedule($1, $2, $3)' using 'showrunner-due-work', '* * * * *', 'select public.run_due_work()';
  return true;
end $$;

-- Hosted Supabase has both extensions ready; elsewhere they are missing, or may not be created, and nothing is lost by it.
do $$
declare
  wanted text;
begin
  foreach wanted in array array['pg_cron', 'pg_net'] loop
    begin
      if exists (select from pg_available_extensions where name = wanted) then
        execute format('create extension if not exists %I', wanted);
      end if;
    exception when others then
      raise notice '% is there but could not be enabled: %', wanted, sqlerrm;
    end;
  end loop;
  begin
    perform public.install_timer();
  exception when others then
    raise notice 'The timer could not be installed: %', sqlerrm;
  end;
end $$;
