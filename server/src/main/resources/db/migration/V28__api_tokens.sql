-- What opens the API to programs.
create table api_token (
    id         text    not null primary key,
    account_id text    not null,
    kind       text    not null,
    root       text    not null,
    name       text    not null,
    scopes     text    not null,
    networks   text    not null,
    digest     text    not null unique,
    made       ${long} not null,
    expires    ${long} not null,
    last_used  ${long},
    mac        text    not null
) ${strict};

create index api_token_account on api_token (account_id);
create index api_token_root on api_token (root);
create index api_token_expires on api_token (expires);

-- Answers to requests of programs that carry a key, so that one sent twice counts once.
create table kept_answer (
    id      text    not null primary key,
    request text    not null,
    begun   ${long} not null,
    content ${bytes}
) ${strict};

create index kept_answer_begun on kept_answer (begun);
