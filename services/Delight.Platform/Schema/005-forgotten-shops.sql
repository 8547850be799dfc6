-- Shops that asked to be forgotten: what was received before this does not bring anything of them back.
create table shop_tombstones (
    shop text   not null primary key,
    at   bigint not null
);

-- Deliveries that were not entered because their shop or customer is forgotten: each is counted as taken once, however often it comes.
create table dropped (
    shop        text   not null,
    received_at bigint not null,
    delivery_id text   not null primary key
);
