-- A shop's orders that are called so, have that id, or are that customer's, from a place in the order of all shops' orders on. Each part is a look-up by a key; the parts may find the same order.
select * from (
    select * from orders where shop = @Shop and order_name in (@Name, @OtherName) and (created_at, order_id) <= (@CreatedAt, @OrderId) order by created_at desc, order_id desc limit @Most
) as by_name
union all
select * from orders where shop = @Shop and order_id = @Id and (created_at, order_id) <= (@CreatedAt, @OrderId)
union all
select * from (
    select * from orders where shop = @Shop and customer_id = @CustomerId and counts and (created_at, order_id) <= (@CreatedAt, @OrderId) order by created_at desc, order_id desc limit @Most
) as in_row
union all
select * from (
    select * from orders where shop = @Shop and customer_id = @CustomerId and not counts and (created_at, order_id) <= (@CreatedAt, @OrderId) order by created_at desc, order_id desc limit @Most
) as beside_row
