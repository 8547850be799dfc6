-- The newest snapshot of each order, and its standing. Times in microseconds since 1970 (UTC), money in minor units.
create table orders (
    shop                text    not null,
    order_id            bigint  not null,
    order_name          text    not null,
    customer_id         bigint,
    first_name          text,
    created_at          bigint  not null,
    updated_at          bigint  not null,
    state_rank          integer not null,
    digest              text    not null,
    facts               text    not null,
    counts              boolean not null,
    not_counting        text,
    fulfilled           boolean not null,
    requires_shipping   boolean not null,
    total_minor         bigint  not null,
    currency            text    not null,
    dirty               boolean not null,
    ordinal             bigint,
    spend_minor         bigint,
    first_order_at      bigint,
    previous_order_at   bigint,
    version             bigint  not null default 0,
    primary key (shop, order_id)
);
create index orders_in_their_row on orders (shop, customer_id, created_at, order_id) where counts;

-- Every snapshot that ever came, so that one that comes again is known as such.
create table snapshots (
    shop     text   not null,
    order_id bigint not null,
    digest   text   not null,
    primary key (shop, order_id, digest)
);
