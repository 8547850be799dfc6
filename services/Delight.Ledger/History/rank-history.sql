-- The places in their rows of the orders of some customers who have imported ones; of those whose place is not what it was.
-- SQLite keeps the order of cross joins, and else would scan all orders for the few of these customers.
with chosen as materialized (
    select distinct shop as of_shop, customer_id as of_customer from orders where shop = @Shop and importing and customer_id > @After and customer_id <= @UpTo
), counting as materialized (
    select o.shop, o.customer_id, o.order_id, o.created_at, o.total_minor, o.history, o.importing, o.ordinal, o.spend_minor, o.first_order_at, o.previous_order_at, o.last_refund_at
    from chosen cross join orders o where o.shop = of_shop and o.customer_id = of_customer and o.counts and not o.importing
    union all
    select o.shop, o.customer_id, o.order_id, o.created_at, o.total_minor, o.history, o.importing, o.ordinal, o.spend_minor, o.first_order_at, o.previous_order_at, o.last_refund_at
    from chosen cross join orders o where o.shop = of_shop and o.customer_id = of_customer and o.importing and (o.counts or o.not_counting = @Importing)
), standing as materialized (
    select counting.*,
        row_number() over row_so_far as nth,
        cast(sum(total_minor) over row_so_far as bigint) as spend,
        min(created_at) over row_so_far as first_at,
        lag(created_at) over row_so_far as previous_at,
        (select max(r.refunded_at) from orders r
            where r.shop = counting.shop and r.customer_id = counting.customer_id and r.refunded_at is not null and r.refunded_at < counting.created_at) as refund_at
    from counting
    window row_so_far as (partition by customer_id order by created_at, order_id rows between unbounded preceding and current row)
)
select shop, order_id, history, nth as ordinal, spend as spend_minor, first_at as first_order_at, previous_at as previous_order_at, refund_at as last_refund_at
from standing
where importing or ordinal is distinct from nth or spend_minor is distinct from spend
    or first_order_at is distinct from first_at or previous_order_at is distinct from previous_at or last_refund_at is distinct from refund_at
