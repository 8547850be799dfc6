-- Customers who asked to be forgotten: what is older than this may not bring their name back.
create table tombstones (
    shop        text   not null,
    customer_id bigint not null,
    at          bigint not null,
    primary key (shop, customer_id)
);

-- Shops that removed the app and have not come back.
create table paused_shops (
    shop  text   not null primary key,
    since bigint not null
);

-- What was asked and what was done: the proof. The answer to a data request is the only personal data here, and goes with its customer.
create table privacy_requests (
    id          text   not null primary key,
    shop        text   not null,
    kind        text   not null,
    received_at bigint not null,
    done_at     bigint not null,
    done        text   not null,
    customer_id bigint,
    answer      text
);
create index privacy_requests_by_shop on privacy_requests (shop, customer_id);
