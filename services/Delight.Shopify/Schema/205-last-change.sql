-- The last change of the shop that was seen, in microseconds since 1970 (UTC); null until one was noted. Unlike the watermark it is no reading of
-- a clock of ours, which may have been wrong.
alter table shopify_reconciliations add column last_change bigint;
