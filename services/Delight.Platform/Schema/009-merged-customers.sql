-- What the platform said of customers of whom it made one, a row for each delivery.
create table customer_merges (
    delivery_id text   not null primary key,
    shop        text   not null,
    kept_id     bigint not null,
    merged_id   bigint not null,
    at          bigint not null
);
create index customer_merges_by_merged on customer_merges (merged_id, shop);

-- Which customer those are now who were merged into another, whatever came first.
create table customer_aliases (
    shop        text   not null,
    customer_id bigint not null,
    kept_id     bigint not null,
    primary key (shop, customer_id)
);
create index customer_aliases_by_kept on customer_aliases (kept_id, shop);
