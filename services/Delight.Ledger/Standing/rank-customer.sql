-- Ranks the customer's counting orders from a place in their row onwards; what stands before it is not touched.
-- The shop comes out of a materialized part, so that PostgreSQL can only look each order up by its whole key, even with a plan that it made
-- while the table was empty: with the shop as a constant it keeps a plan that reads every order of the shop.
with base as (
    select ordinal, spend_minor, first_order_at, created_at
    from orders
    where shop = @Shop and customer_id = @CustomerId and counts and (created_at, order_id) < (@FromAt, @FromId)
    order by created_at desc, order_id desc
    limit 1
), refunds as materialized (
    select refunded_at as at from orders where shop = @Shop and customer_id = @CustomerId and refunded_at is not null
), standing as materialized (
    select o.shop as of_shop, o.order_id as id,
        coalesce((select ordinal from base), 0) + row_number() over row_so_far as nth,
        coalesce((select spend_minor from base), 0) + cast(sum(o.total_minor) over row_so_far as bigint) as spend,
        coalesce((select first_order_at from base), min(o.created_at) over row_so_far) as first_at,
        coalesce(lag(o.created_at) over row_so_far, (select created_at from base)) as previous_at,
        (select max(at) from refunds where at < o.created_at) as refund_at
    from orders o
    where o.shop = @Shop and o.customer_id = @CustomerId and o.counts and (o.created_at, o.order_id) >= (@FromAt, @FromId)
    window row_so_far as (order by o.created_at, o.order_id rows between unbounded preceding and current row)
)
update orders
set ordinal = nth, spend_minor = spend, first_order_at = first_at, previous_order_at = previous_at, last_refund_at = refund_at, version = version + 1, dirty = false
from standing
where shop = of_shop and order_id = id
  and (dirty or ordinal is distinct from nth or spend_minor is distinct from spend
       or first_order_at is distinct from first_at or previous_order_at is distinct from previous_at
       or last_refund_at is distinct from refund_at)
returning *
