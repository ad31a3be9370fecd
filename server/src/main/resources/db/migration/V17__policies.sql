-- What admins decided for everybody and for groups, key by key.
create table policy_value (
    id      text    not null primary key,
    subject text    not null,
    kind    text    not null,
    name    text    not null,
    code    text    not null,
    value   text    not null,
    since   ${long} not null,
    mac     text    not null
) ${strict};

create index policy_value_subject on policy_value (subject);
