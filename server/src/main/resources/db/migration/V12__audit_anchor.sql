-- Behind what the audit log begins, once its oldest entries were let go: the last of them, sealed.
create table audit_anchor (
    id     ${long} not null primary key,
    number ${long} not null,
    link   text    not null,
    seal   text    not null
) ${strict};
