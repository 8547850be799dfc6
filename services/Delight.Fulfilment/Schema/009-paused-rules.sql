-- Rules that give nothing in a shop for the time being; their orders wait, or pass.
create table paused_rules (
    shop   text   not null,
    rule   text   not null,
    orders text   not null,
    since  bigint not null,
    who    text   not null,
    primary key (shop, rule)
);

-- What a paused rule answered, to be entered when it goes on. May hold personal data.
create table held_answers (
    shop        text   not null,
    order_id    bigint not null,
    rule        text   not null,
    customer_id bigint,
    version     bigint not null,
    body        text   not null,
    primary key (shop, order_id, rule)
);
