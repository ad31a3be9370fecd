-- Entries are looked for by what happened, and by who did it; by whom they concern there is an index since the beginning.
create index audit_kind on audit (kind, number);
create index audit_actor on audit (actor, kind, number);
