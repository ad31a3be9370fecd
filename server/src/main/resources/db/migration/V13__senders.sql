-- What sends account passwords, for people to read. Decides nothing, so no "mac" covers it.
create table sender (
    account_id text    not null,
    protocol   text    not null,
    network    text    not null,
    asker      text    not null,
    client     text,
    first_seen ${long} not null,
    last_seen  ${long} not null,
    times      ${long} not null,
    primary key (account_id, protocol, network, asker)
) ${strict};

create index sender_last_seen on sender (last_seen);
