-- What one of the staff wants done and another has to approve.
create table proposal (
    id         text    not null primary key,
    proposer   text    not null,
    act        text    not null,
    account_id text,
    act_values text    not null,
    why        text    not null,
    made       ${long} not null,
    good_until ${long} not null,
    mac        text    not null
) ${strict};
