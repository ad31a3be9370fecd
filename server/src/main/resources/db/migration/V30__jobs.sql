-- What one of the staff began and a node does behind the page. "held_by", "held_until" and "claims" say which node
-- works on it and how often that was tried; these decide nothing, and no digest covers them.
create table job (
    id         text     not null primary key,
    kind       text     not null,
    state      text     not null,
    maker      text     not null,
    made       ${long}  not null,
    moved      ${long}  not null,
    content    ${bytes} not null,
    held_by    text     not null default '',
    held_until ${long}  not null default 0,
    claims     ${long}  not null default 0,
    mac        text     not null
) ${strict};

-- The file that it was begun with, sealed; removed as soon as the job needs it no more.
create table job_file (
    id      text     not null primary key,
    content ${bytes} not null
) ${strict};
