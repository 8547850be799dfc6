-- What notes may speak of, what the packer is to know, and what may have gone wrong before. The request and the tags are personal data.
alter table orders add column locale text;
alter table orders add column customer_tags text;
alter table orders add column request text;
alter table orders add column items text;
alter table orders add column refunded_at bigint;
alter table orders add column last_refund_at bigint;
create index refunds_of_customer on orders (shop, customer_id) where refunded_at is not null;
