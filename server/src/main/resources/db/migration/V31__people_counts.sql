-- What counting the members of a group reads of each, so that no line itself is looked up.
create index people_line_counts on people_line (username, status, state, account_id);
