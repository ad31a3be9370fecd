-- Since when an app password sleeps because its owner, or what is usual here, put it to sleep with a change of the
-- account password. Covered by the row's "mac" where it holds something, so that no row is to be written anew.
alter table app_password add column asleep ${long};
