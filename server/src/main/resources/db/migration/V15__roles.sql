-- More roles than two: those who have one beside looking after their own account are found by this.
drop index account_admin;

create index account_staff on account (username) where role <> 'PERSON';
