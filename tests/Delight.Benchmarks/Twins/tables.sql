-- What Delight keeps of an order's way, without what other ways need. PostgreSQL and SQLite both understand it.
create table orders (
    shop text not null, id bigint not null, name text not null, customer bigint, first_name text,
    created_at bigint not null, updated_at bigint not null, status text, counts boolean not null, requires_shipping boolean not null,
    fulfilled boolean not null, total bigint not null, currency text not null, ordinal bigint, spend bigint, version bigint not null default 0,
    primary key (shop, id));
create index orders_in_their_row on orders (shop, customer, created_at, id);

create table work (
    shop text not null, id bigint not null, worker text not null, version bigint not null,
    primary key (shop, id, worker));

create table story (
    shop text not null, id bigint not null, key text not null, at bigint not null, step text not null, text text not null,
    primary key (shop, id, key));

create table parcels (
    shop text not null, id bigint not null, name text not null, customer bigint, ordinal bigint, ordered_at bigint not null,
    state text not null, version bigint not null,
    primary key (shop, id));
create index parcels_in_order on parcels (state, ordered_at, shop, id);

create table parcel_lines (
    shop text not null, id bigint not null, rule text not null, position integer not null, kind text not null,
    sku text, title text, quantity integer not null, text text, value bigint, why text not null,
    primary key (shop, id, rule, position));

create table journal (id text not null primary key, body text not null);
