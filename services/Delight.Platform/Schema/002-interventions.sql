-- What people did to messages that had failed: who, when, what, why. Never deleted by a redaction: it holds no personal data.
create table interventions (
    id       text   not null primary key,
    at       bigint not null,
    who      text   not null,
    action   text   not null,
    what     text   not null,
    messages bigint not null,
    reason   text   not null
);
