-- {orders} orders that Delight has known for long, as its modules would have left them: {customers} customers with three or so
-- each, in turn, over 78 weeks, none of them gifted yet. PostgreSQL and SQLite both understand it.
create table numbers (n bigint not null, customer bigint not null, nth bigint not null, at bigint not null, turn bigint not null);

insert into numbers
with recursive counted(n) as (select cast(1 as bigint) union all select n + 1 from counted where n < {orders})
select n, 1 + (n - 1) % {customers}, 1 + (n - 1) / {customers}, {from} + n * {step}, cast({customers} as bigint) * {step} from counted;

insert into orders (shop, order_id, order_name, customer_id, created_at, updated_at, state_rank, digest, facts, counts, fulfilled, requires_shipping,
    total_minor, currency, dirty, ordinal, spend_minor, first_order_at, previous_order_at, version)
select '{shop}', n, '#' || n, customer, at, at, 40, '0123456789abcdef01234567' || n, '89abcdef0123456701234567' || n, true, false, true,
    3000, 'USD', false, nth, nth * 3000, at - (nth - 1) * turn, case when nth > 1 then at - turn end, 1
from numbers;

insert into snapshots (shop, order_id, digest) select '{shop}', n, '0123456789abcdef01234567' || n from numbers;

insert into story (shop, subject_id, key, at, step, text)
select '{shop}', n, 'seen/0190a000-0000-7000-8000-' || n, at, 'received', 'orders/create arrived: paid, 30.00 USD.' from numbers;

insert into story (shop, subject_id, key, at, step, text)
select '{shop}', n, 'ranked/000000001', at, 'ledger', 'Standing 1: it is the customer''s ' || nth || '. counting order; ' || nth * 30 || '.00 USD spent so far.' from numbers;

insert into story (shop, subject_id, key, at, step, text)
select '{shop}', n, 'decided/fourth-to-seventh-order/000000001', at, 'fourth-to-seventh-order',
    'fourth-to-seventh-order, on standing 1, passes: this is the customer''s ' || nth || '. order, not the 4th to 7th order. Nothing is queued.' from numbers;

insert into decisions (shop, order_id, rule, version, ordinal) select '{shop}', n, 'fourth-to-seventh-order', 1, nth from numbers;

insert into parcels (shop, order_id, order_name, customer_id, ordinal, ordered_at, state, standing, line_count, version)
select '{shop}', n, '#' || n, customer, nth, at, 'open', 1, 0, 0 from numbers;

drop table numbers;
