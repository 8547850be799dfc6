-- Merges of two customers as no webhook had told of them: each counts once, however often it is found.
create table shopify_missed_merges (
    shop        text   not null,
    kept_id     bigint not null, -- whose the orders are at the shop
    merged_id   bigint not null, -- whose they were here; the shop has no such customer any more
    delivery_id text   not null, -- under which it is handed over
    found_at    bigint not null,
    primary key (shop, kept_id, merged_id)
);
create index shopify_missed_merges_by_time on shopify_missed_merges (shop, found_at);
