-- Recovery codes that were not used yet. A used one is removed; the audit log says when.
create table recovery_code (
    id         text     not null primary key,
    account_id text     not null,
    digest     text     not null,
    made       ${long}  not null,
    mac        text     not null
) ${strict};

create index recovery_code_account on recovery_code (account_id);
