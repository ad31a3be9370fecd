-- Which accounts are the same people as those whom a source knows, and what that source owns of them.
create table source_link (
    id          ${name} not null primary key,
    account_id  text    not null references account (id),
    source      text    not null,
    external_id ${name} not null,
    state       text    not null,
    since       ${long} not null,
    seen        ${long} not null,
    fields      text    not null,
    group_names text    not null,
    mac         text    not null
) ${strict};

create index source_link_account on source_link (account_id);
create index source_link_source on source_link (source, external_id);

-- People of sources of whom an admin has to say whose account is theirs.
create table source_conflict (
    id           ${name} not null primary key,
    source       text    not null,
    external_id  ${name} not null,
    username     text    not null,
    display_name text    not null,
    why          text    not null,
    account_id   text,
    since        ${long} not null,
    decision     text    not null,
    mac          text    not null
) ${strict};

create index source_conflict_source on source_conflict (source, external_id);
