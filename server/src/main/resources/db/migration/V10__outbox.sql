-- What goes out as one mail, and what could not. Why it could not is sealed: it may name somebody.
create table envelope (
    id    text     not null primary key,
    made  ${long}  not null,
    since ${long}  not null,
    due   ${long}  not null,
    died  ${long},
    why   ${bytes}
) ${strict};

create index envelope_due on envelope (due, made) where died is null;
create index envelope_died on envelope (died) where died is not null;

-- Notices of one address ("address" names it and tells nobody which) wait for each other until they are in an envelope.
-- Those of before go out as they are.
alter table notice add column address text;
alter table notice add column envelope text;

insert into envelope (id, made, since, due) select id, made, made, due from notice;
update notice set envelope = id;

drop index notice_due;
create index notice_waiting on notice (due) where envelope is null;
create index notice_address on notice (address) where envelope is null;
create index notice_envelope on notice (envelope);

-- When mail went to an address, and codes to a mailbox or from a source, within the last day. Names are keyed digests.
create table mail_times (
    counter ${name} not null primary key,
    moments text    not null,
    expires ${long} not null
) ${strict};

create index mail_times_expires on mail_times (expires);
