-- Second factors of every kind. What they consist of is sealed; "credential" is the id that a passkey is looked up by.
-- Authenticator apps stay in their own table, whose last step is written without reading anything.
create table method (
    id         text     not null primary key,
    account_id text     not null,
    kind       text     not null,
    place      ${long}  not null,
    label      text     not null,
    credential text     unique,
    content    ${bytes} not null,
    registered ${long}  not null,
    mac        text     not null
) ${strict};

create index method_account on method (account_id, place);

-- Enrollments last half an hour: those under way begin anew.
drop table enrollment;

create table enrollment (
    account_id text     not null primary key,
    id         text     not null,
    aim        text     not null,
    step       text     not null,
    kind       text,
    sealed     ${bytes},
    made       ${long},
    shown      ${long},
    used_step  ${long},
    proved     ${long}  not null,
    expires    ${long}  not null,
    revision   ${long}  not null,
    mac        text     not null
) ${strict};
