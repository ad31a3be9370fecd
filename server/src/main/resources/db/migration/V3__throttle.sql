-- What the throttle shares between nodes, and what it has to remember for longer than a process lives.

-- Bound to the keyset like the credentials, whose earlier digest it keeps.
create table earlier_password (
    account_id text    not null primary key,
    digest     text    not null,
    replaced   ${long} not null,
    mac        text    not null
) ${strict};

-- Names of counters are keyed digests: they tell nobody whom they concern.
create table guess_count (
    counter ${name} not null primary key,
    counted ${long} not null,
    changed ${long} not null,
    expires ${long} not null
) ${strict};

create index guess_count_changed on guess_count (changed);
create index guess_count_expires on guess_count (expires);

create table node (
    id   text    not null primary key,
    seen ${long} not null
) ${strict};

create table known_source (
    account_id text    not null,
    network    text    not null,
    seen       ${long} not null,
    primary key (account_id, network)
) ${strict};

create index known_source_seen on known_source (seen);

create table told (
    account_id text    not null,
    subject    text    not null,
    told_at    ${long} not null,
    primary key (account_id, subject)
) ${strict};

create index told_told_at on told (told_at);
