-- Where to look for people by several things at once, and nothing that decides: a line for each account, made from what
-- the other tables say of it. That is why no row here is bound to the keyset. "folded" holds display name and user name
-- without letter case and accents, "kinds" the kinds of registered methods with a blank before and behind each.
create table people_line (
    account_id   text    not null primary key,
    username     ${name} not null unique,
    folded       text    not null,
    status       text    not null,
    state        text    not null,
    kinds        text    not null,
    unused_since ${long}
) ${strict};

create index people_line_state on people_line (state, username);
create index people_line_unused on people_line (unused_since) where unused_since is not null;

-- How far the lines are right: up to which entry of the journal; behind whom a round over all accounts goes on ('' at
-- its beginning, null where none is under way); when the newest one ended.
create table people_reading (
    id     ${long} not null primary key check (id = 1),
    number ${long} not null,
    behind text,
    whole  ${long}
) ${strict};
