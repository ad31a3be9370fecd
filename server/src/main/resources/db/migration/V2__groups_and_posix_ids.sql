-- Groups by their members, and the numbers that Unix machines know people and groups by. Besides the words of V1:
-- ${bytewise} makes text be compared by its bytes, ${position} finds a text within a text.

-- Where to look, and nothing that decides: whether somebody is in a group is what their row in "account" says.
create table membership (
    folded     ${name} not null,
    username   ${name} not null,
    name       ${name} not null,
    account_id text    not null references account (id),
    primary key (folded, username, name)
) ${strict};

create index membership_account on membership (account_id);

insert into membership (folded, username, name, account_id)
with recursive split (account_id, username, name, rest) as (
    select id, username, '', group_names || '
' from account where group_names <> ''
    union all
    select account_id, username, substr(rest, 1, ${position}(rest, '
') - 1), substr(rest, ${position}(rest, '
') + 1)
    from split where rest <> ''
)
select lower(name ${bytewise}), username, name, account_id from split where name <> '';

create table posix_account (
    account_id text    not null primary key references account (id),
    uid        ${long} not null unique,
    gid        ${long} not null,
    home       text    not null,
    shell      text    not null,
    mac        text    not null
) ${strict};

create table posix_group (
    folded ${name} not null primary key,
    name   text    not null,
    gid    ${long} not null unique,
    mac    text    not null
) ${strict};
