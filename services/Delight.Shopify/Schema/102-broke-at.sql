-- The line of the export's file in which reading broke off the last time, from 1: at the same one again, another export is made.
alter table shopify_backfills add column broke_at bigint;
