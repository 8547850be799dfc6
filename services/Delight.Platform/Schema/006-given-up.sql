-- Deliveries whose first consumer gave up. They count as taken in, so that nobody waits for them; given back, they are on their way again.
create table given_up (
    id      text   not null primary key,
    counted bigint not null -- 0 where it was taken in before what followed failed
);
