-- Packed parcels of which the world has not been told yet.
create table untold (
    shop     text   not null,
    order_id bigint not null,
    primary key (shop, order_id)
);
