-- People look orders up by the name that they read on a slip.
create index orders_by_name on orders (shop, order_name);
-- A customer's orders that are not in their row: with orders_in_their_row, all of the customer's. An order that comes paid, as most do, is never in it.
create index orders_beside_their_row on orders (shop, customer_id, created_at, order_id) where not counts and customer_id is not null;
