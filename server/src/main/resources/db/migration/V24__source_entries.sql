-- What sources that write here wrote of people and groups, word for word.
create table source_entry (
    id          ${name}  not null primary key,
    source      text     not null,
    kind        text     not null,
    entry_id    ${name}  not null,
    name        ${name}  not null,
    external_id ${name},
    content     ${bytes} not null,
    created     ${long}  not null,
    modified    ${long}  not null,
    mac         text     not null
) ${strict};

create index source_entry_entry on source_entry (source, kind, entry_id);
create index source_entry_name on source_entry (source, kind, name);
create index source_entry_external on source_entry (source, kind, external_id);
