-- Open on every page (has this person seen the introduction), and a kind that never happened is looked for among all events.
create index user_events_by_type on user_events (event_type, occurred_at desc, id desc) where deleted_at is null;
