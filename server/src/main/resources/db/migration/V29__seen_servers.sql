-- Which servers ask, from where, and when each was heard of. It decides nothing, so it carries no seal.
create table seen_server (
    listener   text    not null,
    name       text    not null,
    address    text    not null,
    first_seen ${long} not null,
    last_seen  ${long} not null,
    primary key (listener, name, address)
) ${strict};
