-- Puts the imported orders of some customers into their rows, whatever stands there already: of all that moves, either what is history or what is not.
-- The shop comes out of a materialized part, see rank-customer.sql.
with chosen as materialized (
    select shop as of_shop, customer_id as of_customer from orders where shop = @Shop and importing group by shop, customer_id order by customer_id limit @Most
), counting as materialized (
    select o.* from chosen join orders o on o.shop = of_shop and o.customer_id = of_customer and o.counts
    union all
    select o.* from chosen join orders o on o.shop = of_shop and o.customer_id = of_customer and o.importing
), standing as materialized (
    select shop as of_shop, order_id as id,
        row_number() over row_so_far as nth,
        cast(sum(total_minor) over row_so_far as bigint) as spend,
        min(created_at) over row_so_far as first_at,
        lag(created_at) over row_so_far as previous_at
    from counting
    window row_so_far as (partition by customer_id order by created_at, order_id rows between unbounded preceding and current row)
)
update orders
set counts = true, not_counting = null, importing = false, ordinal = nth, spend_minor = spend, first_order_at = first_at, previous_order_at = previous_at,
    last_refund_at = (select max(r.refunded_at) from orders r
        where r.shop = orders.shop and r.customer_id = orders.customer_id and r.refunded_at is not null and r.refunded_at < orders.created_at),
    version = version + 1, dirty = false
from standing
where shop = of_shop and order_id = id and history = @History
  and (importing or ordinal is distinct from nth or spend_minor is distinct from spend
       or first_order_at is distinct from first_at or previous_order_at is distinct from previous_at)
returning *
