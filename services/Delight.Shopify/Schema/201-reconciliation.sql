-- Up to where each shop's orders have been compared with the ledger, and when next. Times in microseconds since 1970 (UTC).
create table shopify_reconciliations (
    shop          text   not null primary key,
    since         bigint not null, -- orders that changed before were never compared: the shop was not known here
    watermark     bigint not null, -- what changed until then has been compared
    next_at       bigint not null,
    claimed_until bigint not null, -- until then one process compares
    claimed_by    text   not null,
    ended_at      bigint,          -- the last time that all was compared
    looked        bigint not null, -- orders looked at then
    found         bigint not null, -- of these, how many had been missed
    fault         text,            -- why it could not be done the last time; a sentence
    sampled_at    bigint,          -- when ordinals were compared
    sampled       bigint not null  -- how many then
);

-- Orders as no webhook had told of them: each state counts once, however often it is found.
create table shopify_missed (
    shop        text   not null,
    order_id    bigint not null,
    updated_at  bigint not null, -- the shop's time of the state that was missed
    delivery_id text   not null, -- under which it is handed over
    found_at    bigint not null,
    primary key (shop, order_id, updated_at)
);
create index shopify_missed_by_time on shopify_missed (shop, found_at);

-- Of the ordinals that were compared the last time, those of which the platform says another.
create table shopify_drift (
    shop        text   not null,
    order_id    bigint not null,
    order_name  text   not null,
    ours        bigint not null,
    theirs      bigint not null,
    cause       text   not null,
    primary key (shop, order_id)
);

-- The shops whose orders are to be compared with the ledger at once, not only when their time comes. Whoever compares takes the row away,
-- if wanted_at is still what it was at the beginning.
create table if not exists reconcile_wanted (
    shop      text   not null primary key,
    wanted_at bigint not null
);
