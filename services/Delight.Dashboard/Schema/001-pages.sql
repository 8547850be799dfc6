-- With what the sessions of the pages are signed and sealed.
create table session_keys (
    name text not null primary key,
    xml  text not null
);

-- How high each sum and each depth stood, every ten seconds of the last day. No shop's, and nobody's.
create table readings (
    at    bigint not null,
    name  text   not null,
    value bigint not null,
    primary key (at, name)
);

-- To whom the words of a customer's order were shown, once a day, and where. Orders' ids alone; nothing of what was shown.
create table showings (
    shop     text   not null,
    order_id bigint not null,
    seen     text   not null, -- the day, who and on which page
    at       bigint not null,
    who      text   not null,
    page     text   not null,
    primary key (shop, order_id, seen)
);
create index showings_by_time on showings (at);
