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
