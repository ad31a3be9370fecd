-- How much happened on which day, for charts. It decides nothing, so it carries no seal.
create table figure (
    day   ${long} not null,
    kind  text    not null,
    what  text    not null,
    times ${long} not null,
    primary key (day, kind, what)
) ${strict};
