-- People look orders up by the name that they read on a slip.
-- The name leads: an index that begins with the shop would tempt PostgreSQL, as long as it has not analyzed the table, away from the whole key.
create index orders_by_name on orders (order_name, shop);
-- A customer's orders that are not in their row: with orders_in_their_row, all of the customer's. An order that comes paid, as most do, is never in it.
create index orders_beside_their_row on orders (shop, customer_id, created_at, order_id) where not counts and customer_id is not null;
