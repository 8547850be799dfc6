-- When the last one was taken; nothing while there is some, where there is no end of it, and for what ran out before this column was there.
alter table catalogue add column ran_out_at bigint;
