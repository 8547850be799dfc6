-- The next of all of a customer's orders, counting or not, in the order of their row: each half has an index of its own.
select * from (
    select * from orders
    where shop = @Shop and customer_id = @CustomerId and counts and (created_at, order_id) > (@CreatedAt, @OrderId)
    order by created_at, order_id limit @Most
) as in_row
union all
select * from (
    select * from orders
    where shop = @Shop and customer_id = @CustomerId and not counts and (created_at, order_id) > (@CreatedAt, @OrderId)
    order by created_at, order_id limit @Most
) as beside_row
order by created_at, order_id limit @Most
