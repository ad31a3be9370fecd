-- Browsers that are not asked for a second factor at sign-in, for a while.
create table remembered_device (
    token_digest text     not null primary key,
    id           text     not null,
    account_id   text     not null,
    remembered   ${long}  not null,
    last_used    ${long}  not null,
    ends         ${long}  not null,
    content      ${bytes} not null,
    mac          text     not null
) ${strict};

create index remembered_device_account on remembered_device (account_id);
create index remembered_device_ends on remembered_device (ends);
