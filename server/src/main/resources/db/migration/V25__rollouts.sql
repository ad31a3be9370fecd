-- Observe, then enforce: until when apps may use the account password beside app passwords, whatever is registered.
-- Empty where the MFA state alone says it.
alter table requirement add column apps_until ${long};

-- A time in which a group, or everybody, goes over to app passwords. "busy_by" and "busy_until" say which node works on
-- it, "reminded" which mail everybody was sent last; these decide nothing, and no digest covers them.
create table rollout (
    id         text    not null primary key,
    subject    text    not null,
    kind       text    not null,
    name       text    not null,
    began      ${long} not null,
    until      ${long} not null,
    quiet      ${long} not null,
    status     text    not null,
    finished   ${long},
    busy_by    text    not null default '',
    busy_until ${long} not null default 0,
    reminded   text    not null default '',
    mac        text    not null
) ${strict};

-- Who was switched over, and why.
create table switchover (
    id         text    not null primary key,
    rollout_id text    not null references rollout (id),
    account_id text    not null,
    why        text    not null,
    at         ${long} not null,
    until      ${long},
    mac        text    not null
) ${strict};

create index switchover_account on switchover (rollout_id, account_id);
create index switchover_at on switchover (rollout_id, at);
