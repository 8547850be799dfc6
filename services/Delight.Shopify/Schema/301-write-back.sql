-- What is to stand in the shop's own order, and how far it does.
create table shopify_written (
    shop          text   not null,
    order_id      bigint not null,
    order_name    text   not null,
    customer_id   bigint,
    version       bigint not null, -- of the parcel; 0 before there is one
    lines         text   not null, -- what is to be in it, as JSON; may hold personal data
    noted         bigint not null default 0, -- 1 when a metafield may be there
    own_tags      text   not null default '[]', -- that were added by us, or may have been
    own_lines     text   not null default '[]', -- ids of the order's lines that are ours
    intent        text,            -- what an edit that may or may not have been committed was to add
    hold_until    bigint,          -- nothing when it never was to be held
    hold_over     bigint not null default 0, -- 0 not held yet, 2 perhaps, 3 held, 1 never again
    due_at        bigint,          -- nothing when there is nothing to do
    claim         text,            -- who works on it
    claimed_until bigint not null default 0, -- 0 when whoever worked on it came to an end
    lost          bigint not null default 0, -- 1 when whoever worked on it before came to no end
    attempts      bigint not null default 0,
    changed_at    bigint not null,
    primary key (shop, order_id)
);

create index shopify_written_due on shopify_written (shop, due_at) where due_at is not null;
