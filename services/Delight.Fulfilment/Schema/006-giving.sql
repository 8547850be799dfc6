-- What a shop can give.
create table catalogue (
    shop        text   not null,
    sku         text   not null,
    title       text   not null,
    cost_minor  bigint not null,
    value_minor bigint not null,
    currency    text   not null,
    stock       bigint,
    active_from bigint,
    active_to   bigint,
    tags        text   not null,
    sizes       text   not null,
    traits      text   not null,
    grams       bigint,
    primary key (shop, sku)
);

-- What was spent in a month: of each rule's budget, and of the shop's under the rule ''.
create table spent (
    shop     text   not null,
    month    text   not null,
    rule     text   not null,
    currency text   not null,
    minor    bigint not null,
    primary key (shop, month, rule, currency)
);

-- What a customer likes and refuses, by skus and tags.
create table preferences (
    shop        text   not null,
    customer_id bigint not null,
    refuses     text   not null,
    likes       text   not null,
    sizes       text   not null,
    primary key (shop, customer_id)
);

-- What a rule wishes to give, where gifts are chosen: the choice is made anew when an earlier parcel of the customer changes.
alter table decisions add column wish text;
alter table parcels add column wishes integer not null default 0;
create index parcels_with_wishes on parcels (shop, customer_id) where wishes > 0 or line_count > 0;

-- What a line took out of stock and budget, to be given back when it is withdrawn.
alter table parcel_lines add column from_stock integer not null default 0;
alter table parcel_lines add column cost_minor bigint;
alter table parcel_lines add column cost_currency text;
alter table parcel_lines add column cost_month text;
