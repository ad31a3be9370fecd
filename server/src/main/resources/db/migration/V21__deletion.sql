-- Accounts that are going to be deleted. "erased" says since when only the audit log still knows of one.
create table deletion (
    account_id text    not null primary key,
    asked      ${long} not null,
    due        ${long} not null,
    before     text    not null,
    erased     ${long},
    mac        text    not null
) ${strict};

create index deletion_due on deletion (due);

-- User names of deleted accounts, which nobody gets for a while. "name" is a keyed digest: nobody makes a row without the
-- keyset, and whoever removes one, or ends it early, could as well remove it.
create table tombstone (
    name       ${name} not null primary key,
    ends       ${long} not null
) ${strict};

create index tombstone_ends on tombstone (ends);
