-- The first step of a module that the tests make up.
create table things (
    id         bigint  not null primary key,
    name_of_it text,
    amount     bigint,
    pieces     integer,
    flag       boolean not null,
    data       bytea,
    share      double precision
);
