-- Some questions can be open side by side for one account and purpose, each in a place of its own.
alter table challenge rename to challenge_before;

create table challenge (
    id         text    not null primary key,
    account_id text    not null,
    purpose    text    not null,
    binding    text    not null,
    digest     text    not null,
    expires    ${long} not null,
    place      ${long} not null,
    mac        text    not null,
    unique (account_id, purpose, place)
) ${strict};

insert into challenge (id, account_id, purpose, binding, digest, expires, place, mac)
select id, account_id, purpose, binding, digest, expires, 0, mac from challenge_before;

drop table challenge_before;
