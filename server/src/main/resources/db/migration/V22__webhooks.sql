-- Programs elsewhere that are told of what happens.
create table webhook (
    id      text     not null primary key,
    name    text     not null,
    target  text     not null,
    events  text     not null,
    paused  text,
    made    ${long}  not null,
    secrets ${bytes} not null,
    mac     text     not null
) ${strict};

-- Messages to them: those that wait, and for some time what became of the others.
create table webhook_delivery (
    id      text    not null primary key,
    webhook text    not null,
    number  ${long} not null,
    type    text    not null,
    body    text    not null,
    made    ${long} not null,
    fate    text    not null,
    tries   ${long} not null,
    due     ${long} not null,
    answer  text,
    mac     text    not null
) ${strict};

create index webhook_delivery_order on webhook_delivery (webhook, number, id);
create index webhook_delivery_waiting on webhook_delivery (webhook, fate, number, id);
create index webhook_delivery_made on webhook_delivery (made);
