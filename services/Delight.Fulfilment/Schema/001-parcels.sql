-- One parcel for each order that a rule answered for, or that was packed.
create table parcels (
    shop        text    not null,
    order_id    bigint  not null,
    order_name  text    not null,
    customer_id bigint,
    ordinal     bigint,
    ordered_at  bigint  not null,
    state       text    not null,
    packed_by   text,
    warning     text,
    standing    bigint  not null,
    line_count  integer not null,
    version     bigint  not null,
    primary key (shop, order_id)
);
create index parcels_by_state on parcels (state, ordered_at, shop, order_id) where line_count > 0;
create index parcels_in_order on parcels (ordered_at, shop, order_id) where line_count > 0;
create index parcels_of_customer on parcels (shop, customer_id);

-- The last answer of each rule.
create table decisions (
    shop     text    not null,
    order_id bigint  not null,
    rule     text    not null,
    version  bigint  not null,
    ordinal  bigint,
    primary key (shop, order_id, rule)
);

create table parcel_lines (
    shop           text    not null,
    order_id       bigint  not null,
    rule           text    not null,
    position       integer not null,
    kind           text    not null,
    sku            text,
    title          text,
    quantity       integer not null,
    text           text,
    value_minor    bigint,
    value_currency text,
    why            text    not null,
    primary key (shop, order_id, rule, position)
);

-- Gifts that left for a customer's nth order: that rule gives none for an nth order again.
create table given (
    shop        text   not null,
    customer_id bigint not null,
    rule        text   not null,
    ordinal     bigint not null,
    order_id    bigint not null,
    primary key (shop, customer_id, rule, ordinal)
);
