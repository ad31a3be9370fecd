-- What an app called itself when it last used an app password. Decides nothing, so no "mac" covers it.
alter table app_password add column used_client text;
