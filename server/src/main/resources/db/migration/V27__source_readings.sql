-- How far a source is read, who reads it, and whether many may be suspended at once.
create table source_reading (
    source     text    not null primary key,
    mark       text,
    read_at    ${long},
    full_at    ${long},
    wanted     text,
    holder     text,
    held_until ${long},
    people     ${long},
    of_people  ${long},
    since      ${long},
    released   text,
    mac        text    not null
) ${strict};

-- What readings came to, for people to read. It decides nothing, so it carries no seal.
create table source_report (
    source  text    not null,
    kind    text    not null,
    began   ${long} not null,
    ended   ${long} not null,
    counts  text    not null,
    trouble text    not null,
    said    text    not null,
    primary key (source, ended, began)
) ${strict};
