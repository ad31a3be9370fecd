-- The first use of an app password, and what it tied it to. "mac" covers these columns where they hold something, so that
-- rows from before keep theirs: those are tied to nothing and wait for nothing.
alter table app_password add column opens_from ${long};
alter table app_password add column unused_until ${long};
alter table app_password add column first_use text;
alter table app_password add column first_used ${long};
alter table app_password add column tied_families text;
alter table app_password add column tied_networks text;
