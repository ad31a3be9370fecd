-- One text for both engines. ${long}, ${bytes} and ${name} are the engine's words for a 64-bit number, for bytes and for
-- text that is ordered by code point; ${strict} makes SQLite keep to the types. Moments are milliseconds since 1970.
-- "mac" is a keyed digest of the row (see the package's Guard); what is sealed is bound to its row besides.

create table account (
    id               text    not null primary key,
    username         ${name} not null unique,
    display_name     text    not null,
    language         text    not null,
    group_names      text    not null,
    role             text    not null,
    status           text    not null,
    contact          ${bytes},
    contact_origin   text,
    contact_verified ${long},
    revision         ${long} not null,
    mac              text    not null
) ${strict};

create index account_admin on account (username) where role = 'ADMIN';

create table credentials (
    account_id       text     not null primary key references account (id),
    salt             ${bytes} not null,
    password_digest  text,
    password_changed ${long}  not null,
    mac              text     not null
) ${strict};

create table requirement (
    subject  text    not null primary key,
    kind     text    not null,
    name     text    not null,
    required text    not null,
    since    ${long} not null,
    mac      text    not null
) ${strict};

create index requirement_shared on requirement (subject) where kind <> 'person';

create table authenticator_app (
    id         text     not null primary key,
    account_id text     not null,
    place      ${long}  not null,
    label      text     not null,
    sealed_key ${bytes} not null,
    last_step  ${long}  not null,
    registered ${long}  not null,
    mac        text     not null
) ${strict};

create index authenticator_app_account on authenticator_app (account_id, place);

create table enrollment (
    account_id    text    not null primary key,
    id            text    not null,
    step          text    not null,
    sealed_key    ${bytes},
    key_made      ${long},
    key_shown     ${long},
    key_used_step ${long},
    proved        ${long} not null,
    expires       ${long} not null,
    revision      ${long} not null,
    mac           text    not null
) ${strict};

create table challenge (
    id         text    not null primary key,
    account_id text    not null,
    purpose    text    not null,
    binding    text    not null,
    digest     text    not null,
    expires    ${long} not null,
    mac        text    not null,
    unique (account_id, purpose)
) ${strict};

create table tries (
    account_id text    not null,
    factor     text    not null,
    counted    ${long} not null,
    last_try   ${long} not null,
    primary key (account_id, factor)
) ${strict};

create table app_password (
    id            text    not null primary key,
    account_id    text    not null,
    place         ${long} not null,
    label         text    not null,
    digest        text    not null,
    protocols     text    not null,
    networks      text    not null,
    issued        ${long} not null,
    expires       ${long},
    revoked       ${long},
    used_at       ${long},
    used_protocol text,
    used_source   text,
    mac           text    not null
) ${strict};

create index app_password_account on app_password (account_id, place);

create table browser_session (
    cookie_digest text     not null primary key,
    account_id    text,
    created       ${long}  not null,
    last_used     ${long}  not null,
    ends          ${long}  not null,
    content       ${bytes} not null,
    mac           text     not null
) ${strict};

create index browser_session_account on browser_session (account_id);
create index browser_session_ends on browser_session (ends);
create index browser_session_last_used on browser_session (last_used);

create table notice (
    id      text     not null primary key,
    made    ${long}  not null,
    due     ${long}  not null,
    content ${bytes} not null
) ${strict};

create index notice_due on notice (due, made);

-- The one row that everybody who writes the journal changes first: its lock puts commits in the order of numbers.
create table journal_head (
    id      ${long} not null primary key,
    number  ${long} not null,
    trimmed ${long} not null
) ${strict};

insert into journal_head (id, number, trimmed) values (1, 0, 0);

create table journal (
    number     ${long} not null primary key,
    account_id text
) ${strict};

-- The sealed end of the audit log; its lock lets nobody else append to the same end.
create table audit_head (
    id     ${long} not null primary key,
    number ${long} not null,
    link   text    not null,
    seal   text    not null
) ${strict};

create table audit (
    number   ${long} not null primary key,
    happened ${long} not null,
    kind     text    not null,
    about    text,
    actor    text    not null,
    details  text    not null,
    link     text    not null
) ${strict};

create index audit_about on audit (about, number);
