-- Which arm of a rule a customer is in, from the moment at which they first qualified.
create table assignments (
    shop         text   not null,
    customer_id  bigint not null,
    rule         text   not null,
    arm          text   not null,
    salt         text   not null,
    rule_version text,
    order_id     bigint not null,
    at           bigint not null,
    primary key (shop, customer_id, rule)
);
