-- The common migrations name these roles in their policies. On a desk nobody logs in as them.
create role anon nologin;
create role authenticated nologin;
create role service_role nologin bypassrls;
create role generation_worker nologin;
