-- When the snapshot came: as long as it is kept, the same one is known as a duplicate. What came before this column counts from its first check.
alter table snapshots add column at bigint not null default 0;
