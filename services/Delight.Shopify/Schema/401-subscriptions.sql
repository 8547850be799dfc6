-- The shops whose orders are to be compared with the ledger at once, not only when their time comes. Whoever compares takes the row away,
-- if wanted_at is still what it was at the beginning.
create table if not exists reconcile_wanted (
    shop      text   not null primary key,
    wanted_at bigint not null
);

-- When each shop's subscriptions were looked at, and when next.
create table shopify_subscription_looks (
    shop          text   not null primary key,
    next_at       bigint not null,
    claimed_until bigint not null, -- until then one process looks
    looked_at     bigint,          -- and got an answer
    fault         text             -- why there was none the last time; a sentence
);

-- What stood there for each topic, the last time somebody looked.
create table shopify_subscriptions (
    shop     text   not null,
    topic    text   not null, -- as webhooks name it: orders/create
    standing text   not null, -- there, missing, altered, elsewhere
    address  text,
    fault    text,            -- why it could not be put right; a sentence
    seen_at  bigint,          -- stood as it should, for the last time
    made_at  bigint,          -- by us, for the last time
    primary key (shop, topic)
);
