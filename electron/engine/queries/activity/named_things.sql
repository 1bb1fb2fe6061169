-- Titles and pages (of renderer/shell/app.tsx) of audited things that are on this machine; `things` is [{type, id}].
with asked as (
  select distinct t.type, t.id, case when pg_input_is_valid(t.id, 'uuid') then t.id::uuid end as uuid
  from jsonb_to_recordset(:things::jsonb) as t (type text, id text)
)
select
  a.type as "type!",
  a.id as "id!",
  case a.type
    when 'project' then p.title
    when 'episode' then e.title
    when 'planning_note' then n.content
    when 'generation_job' then of_job.title
    when 'organization' then o.name
    when 'member' then u.name
  end as title,
  case a.type
    when 'project' then case when p.deleted_at is null then '/projects/' || p.id end
    when 'episode' then case when e.deleted_at is null then '/episodes/' || e.id end
    when 'planning_note' then case when n.deleted_at is null then '/projects/' || n.project_id end
    when 'generation_job' then case when of_job.deleted_at is null then '/episodes/' || of_job.id end
  end as path
from asked a
left join projects p on a.type = 'project' and p.id = a.uuid
left join episodes e on a.type = 'episode' and e.id = a.uuid
left join planning_notes n on a.type = 'planning_note' and n.id = a.uuid
left join episode_schedule_queue q on a.type = 'generation_job' and q.id = a.uuid
left join episodes of_job on of_job.id = q.episode_id
left join organizations o on a.type = 'organization' and o.id = a.id
left join organization_members m on a.type = 'member' and m.id = a.uuid
left join users u on u.id = m.user_id
order by a.type, a.id
limit 200
