-- Orders from before Delight, out of a shop's export: they are counted and bring no gifts. Those that are importing have a customer and are
-- yet to be put into the row; the others wait for one under a digest of the e-mail address that they came with.
alter table orders add column history boolean not null default false;
alter table orders add column importing boolean not null default false;
alter table orders add column address text;
create index orders_importing on orders (shop, customer_id) where importing;
create index orders_without_customer on orders (shop, address) where customer_id is null and address is not null;
create index orders_unmatched on orders (shop, order_id) where customer_id is null and history;

-- Which customer has which address, out of a shop's export of customers and of what comes by webhook meanwhile; emptied when the history is in.
create table history_addresses (
    shop        text   not null,
    address     text   not null,
    customer_id bigint not null,
    primary key (shop, address)
);

-- How many orders of a file have been taken in, and whether its customers are still being put into their rows.
create table imports (
    shop   text   not null,
    file   text   not null,
    orders bigint not null,
    at     bigint not null,
    open   bigint not null,
    primary key (shop, file)
);
