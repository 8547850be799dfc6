-- What happened to a thing, in plain sentences. The key makes a repeated write harmless.
create table story (
    shop       text   not null,
    subject_id bigint not null,
    key        text   not null,
    at         bigint not null,
    step       text   not null,
    text       text   not null,
    primary key (shop, subject_id, key)
);

-- A pair (subject, worker) whose answer trails the subject's version. Gone when answered.
create table work (
    shop       text    not null,
    subject_id bigint  not null,
    worker     text    not null,
    version    bigint  not null,
    cause      text    not null,
    failed     boolean not null default false,
    primary key (shop, subject_id, worker)
);
create index work_by_cause on work (cause);

-- Sums that pages ask for often, one row for each process that adds to them, so that nobody waits for another's row.
create table counters (
    shop  text   not null,
    name  text   not null,
    owner text   not null,
    value bigint not null,
    primary key (shop, name, owner)
);

-- What each run of a receiving process says of itself, several times a second.
create table intake (
    receiver    text    not null primary key,
    spool       text    not null,
    spooled     bigint  not null,
    refused     bigint  not null,
    ignored     bigint  not null,
    reports     bigint  not null,
    stopped     boolean not null,
    uncounted   boolean not null default false -- killed: what it last handed over was not counted any more
);

-- Messages that a consumer gave up on, where the bus has no error queues that outlive the process.
create table failures (
    queue        text   not null,
    message_id   text   not null,
    at           bigint not null,
    cause        text   not null,
    content_type text   not null,
    body         bytea  not null,
    primary key (queue, message_id)
);
