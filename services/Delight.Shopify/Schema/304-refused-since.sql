-- Since when the shop refuses what it may take yet; nothing when it does not.
alter table shopify_written add column refused_since bigint;
