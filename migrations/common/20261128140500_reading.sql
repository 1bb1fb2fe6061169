-- What subscribers got: a fingerprint of the text at the moment of publishing, so that a page can say whether it has changed since.
alter table episodes add column published_fingerprint text;

-- Of everything that the reading view shows.
create function text_fingerprint(p_episode_id uuid, p_title text, p_summary text, p_sources jsonb) returns text
language plpgsql stable set search_path = '' as $$
begin
  return md5(jsonb_build_array(p_title, p_summary, p_sources, (
    select coalesce(jsonb_agg(jsonb_build_array(b.title, b.content) order by b.position, b.id), '[]')
    from public.blocks b where b.episode_id = p_episode_id and b.deleted_at is null
  ))::text);
end $$;

-- The words around a marked passage: with them it is found again after the text was edited.
alter table highlights add column text_before text not null default '' check (length(text_before) <= 200);
alter table highlights add column text_after text not null default '' check (length(text_after) <= 200);
