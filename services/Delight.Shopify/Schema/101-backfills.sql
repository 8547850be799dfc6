-- Each shop's orders from before Delight, on their way into the ledger. Whatever process goes on with it finds here where it ended.
create table shopify_backfills (
    shop          text    not null primary key,
    state         text    not null, -- asked, exporting, reading, counting, done, failed
    way           text    not null, -- bulk: by a file that the platform makes; pages
    asked_at      bigint  not null,
    made_before   bigint  not null, -- orders that were made before are history
    claimed_until bigint  not null, -- until then one process is at it
    claimed_by    text    not null,
    operation     text,             -- the platform's id of the export
    url           text,             -- of its file, for some days
    file          text    not null, -- names the source towards the ledger, which knows how many orders of it are in
    cursor        text,             -- where the next page begins
    position      bigint  not null, -- orders read
    total         bigint  not null, -- orders that the export has so far
    added         bigint  not null, -- that were new
    left_out      bigint  not null, -- that make no sense
    counted       bigint  not null, -- put into their customers' rows
    attempts      bigint  not null, -- exports that came to nothing
    limited       boolean not null, -- the app may see the orders of 60 days only
    oldest_at     bigint,           -- when the oldest order was made
    ended_at      bigint,
    fault         text              -- a sentence
);
