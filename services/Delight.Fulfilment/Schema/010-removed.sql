-- Things that were taken out of the catalogue; rules may still name them.
alter table catalogue add column removed bigint not null default 0;
