-- Authentic deliveries that could not be understood, whole.
create table quarantine (
    delivery_id text   not null primary key,
    shop        text   not null,
    topic       text   not null,
    received_at bigint not null,
    reasons     text   not null,
    body        bytea  not null
);
create index quarantine_by_shop on quarantine (shop, received_at);
