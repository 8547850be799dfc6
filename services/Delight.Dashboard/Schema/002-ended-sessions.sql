-- Sessions that were ended before their time, until when their cookies would hold. Random names, and nobody's.
create table ended_sessions (
    id      text   not null primary key,
    ends_at bigint not null
);

-- The hashes of links that let one person in, once; any process of the installation honours one that another made.
create table once_links (
    hash    text   not null primary key,
    ends_at bigint not null
);
