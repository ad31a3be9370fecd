-- How far those have come who follow the audit log, and which node reads on for them.
create table bookmark (
    follower      text    not null primary key,
    number        ${long} not null,
    moved         ${long} not null,
    node          text    not null,
    until         ${long} not null,
    trouble       text,
    trouble_since ${long},
    mac           text    not null
) ${strict};
