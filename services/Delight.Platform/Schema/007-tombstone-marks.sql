-- By what else a forgotten customer is known in what comes late: the orders that the request named, and digests of the addresses.
create table tombstone_marks (
    shop        text   not null,
    customer_id bigint not null,
    mark        text   not null, -- an order's id, or a digest
    primary key (shop, customer_id, mark)
);
