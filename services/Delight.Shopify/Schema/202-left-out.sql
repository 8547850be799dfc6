-- Orders that changed at the shop and cannot be read: shown until they can. Times in microseconds since 1970 (UTC).
create table shopify_left_out (
    shop       text   not null,
    order_id   bigint not null,
    updated_at bigint not null, -- the shop's time of the change that was left out
    why        text   not null, -- a sentence
    found_at   bigint not null,
    primary key (shop, order_id)
);
