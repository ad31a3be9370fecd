-- Accounts without a person: whose they are, what they may do, and the link that hands their secret over.
create table device (
    account_id      text    not null primary key references account (id),
    owner           text    not null,
    senders         text    not null,
    recipients      text    not null,
    most_messages   ${long} not null,
    most_recipients ${long} not null,
    protocols       text    not null,
    networks        text    not null,
    ends            ${long},
    standing        text    not null,
    since           ${long} not null,
    card            text,
    card_made       ${long},
    card_ends       ${long},
    card_by         text,
    mac             text    not null
) ${strict};

create index device_owner on device (owner);
create index device_card on device (card);

-- What devices sent within the hour, and what was refused. Like the counts of guesses it carries no digest: whoever
-- empties it has a device send another hour's share, and cannot widen its limits.
create table sent_mail (
    account_id text    not null,
    instance   text    not null,
    outcome    text    not null,
    recipients ${long} not null,
    at         ${long} not null,
    primary key (account_id, instance, outcome)
) ${strict};

create index sent_mail_latest on sent_mail (account_id, at);
create index sent_mail_at on sent_mail (at);
