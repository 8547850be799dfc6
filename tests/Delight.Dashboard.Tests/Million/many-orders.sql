-- {orders} orders of {customers} customers, four each, as the modules of Delight would have left them over 78 weeks: the fourth brings an extra
-- and a note, but not where it was cancelled or the customer is in the arm that gets nothing. PostgreSQL and SQLite both understand it.
-- What no page reads (snapshots, empty tables) is left out, and so are the stories of four customers in five.
create table known (n bigint not null, id bigint not null, customer bigint not null, nth bigint not null, at bigint not null, counts boolean not null, gifted boolean not null);

insert into known
with recursive counted(n) as (select cast(0 as bigint) union all select n + 1 from counted where n < {orders} - 1),
placed as (
    select n, {firstId} + 7 * n as id, 1 + n / (4 * {group}) * {group} + n % {group} as customer, 1 + n / {group} % 4 as nth, {now} - ({orders} - n) * {step} as at from counted)
select n, id, customer, nth, at, not (nth = 4 and customer % 50 = 0), nth = 4 and customer % 50 > 1 from placed;

insert into orders (shop, order_id, order_name, customer_id, first_name, created_at, updated_at, state_rank, digest, facts, counts, not_counting, fulfilled, requires_shipping,
    total_minor, currency, dirty, ordinal, spend_minor, first_order_at, previous_order_at, version)
select '{shop}', id, '#' || n, customer, 'Ada', at, at, 40, '0123456789abcdef01234567' || n, '89abcdef0123456701234567' || n, counts, case when not counts then 'it was cancelled' end, false, true,
    3000, 'USD', false, case when counts then nth end, nth * 3000, at - (nth - 1) * {turn}, case when nth > 1 then at - {turn} end, 1
from known;

insert into decisions (shop, order_id, rule, version, ordinal)
select '{shop}', id, '{rule}', 1, case when counts then nth end from known;

insert into parcels (shop, order_id, order_name, customer_id, ordinal, ordered_at, state, packed_by, standing, line_count, total_minor, version)
select '{shop}', id, '#' || n, customer, case when counts then nth end, at, case when n < {firstOpen} then 'packed' else 'open' end, case when n < {firstOpen} then 'paul' end,
    1, case when gifted then 2 else 0 end, 3000, 1
from known;

insert into parcel_lines (shop, order_id, rule, position, kind, sku, title, quantity, value_minor, value_currency, why, cost_minor, cost_currency, cost_month)
select '{shop}', id, '{rule}', 0, 'extra', 'DELIGHT-SWEET', 'A bag of toffees from next door', 1, 400, 'USD', '4th order', 120, 'USD', {month} from known where gifted;

insert into parcel_lines (shop, order_id, rule, position, kind, quantity, text, why)
select '{shop}', id, '{rule}', 1, 'handwritten-note', 1,
    'Dear Ada, this is the fourth time that something of ours goes to you. Thank you for coming back, and enjoy what is beside it, quince-' || (1000 + customer % {words}) || '.', '4th order'
from known where gifted;

insert into given (shop, customer_id, rule, ordinal, order_id)
select '{shop}', customer, '{rule}', 4, id from known where gifted and n < {firstOpen};

insert into assignments (shop, customer_id, rule, arm, salt, order_id, at)
select '{shop}', customer, '{rule}', case when customer % 50 = 1 then 'nothing' else 'both' end, 'delight', id, at from known where counts and nth = 4;

insert into story (shop, subject_id, key, at, step, text)
select '{shop}', id, 'seen/0190a000-0000-7000-8000-' || n, at, 'received', 'orders/create arrived: paid, 30.00 USD.' from known where customer % 5 = 2;

insert into story (shop, subject_id, key, at, step, text)
select '{shop}', id, 'ranked/000000001', at, 'ledger', 'Standing 1: it is the customer''s ' || nth || '. counting order; ' || nth * 30 || '.00 USD spent so far.' from known where customer % 5 = 2;

insert into story (shop, subject_id, key, at, step, text)
select '{shop}', id, 'decided/{rule}/000000001', at, '{rule}', '{rule}, on standing 1: this is the customer''s ' || nth || '. order.' from known where customer % 5 = 2;

insert into leases (shop, order_id, bench, packer, until)
select '{shop}', id, 'bench-' || n, 'pia', {now} + 3600000000 from known where gifted and n >= {firstOpen} order by n limit 20;

insert into hits (shop, day, rule, currency, slot, parcels, cost_minor)
select '{shop}', at / 86400000000, '{rule}', 'USD', 0, count(*), 120 * count(*) from known where gifted group by at / 86400000000;

insert into spent (shop, month, rule, currency, minor)
select '{shop}', month, rule, 'USD', 120 * parcels
from (select {month} as month, count(*) as parcels from known where gifted group by {month}) as by_month cross join (select '' as rule union all select '{rule}') as rules;

insert into counters (shop, name, owner, value)
select '{shop}', 'deliveries/accepted', 'long ago', count(*) from known union all
select '{shop}', 'deliveries/quarantined', 'long ago', {quarantined} union all
select '{shop}', 'orders/known', 'long ago', count(*) from known union all
select '{shop}', 'orders/counting', 'long ago', count(*) from known where counts union all
select '{shop}', 'fulfilment/open', 'long ago', count(*) from known where gifted and n >= {firstOpen} union all
select '{shop}', 'fulfilment/packed', 'long ago', count(*) from known where gifted and n < {firstOpen} union all
select '{shop}', 'fulfilment/lines', 'long ago', 2 * count(*) from known where gifted;

insert into catalogue (shop, sku, title, cost_minor, value_minor, currency, stock, tags, sizes, traits)
select '{shop}', 'DELIGHT-' || (1000 + n), 'A thing of many, number ' || n, 120, 400, 'USD', 100, '', '', '' from known where n < {things};

insert into quarantine (delivery_id, shop, topic, received_at, reasons, body)
select 'delivery-' || n, '{shop}', 'orders/create', at, 'Kind ' || (n % 5) || ' of fault: it names no currency.', {body} from known where n < {quarantined};

insert into interventions (id, at, who, action, what, messages, reason)
select 'intervention-' || n, at, 'olga', 'replay', 'the queue {rule}', 1, 'It was mended.' from known where n < {interventions};

-- A whole day is kept, of which the last hour is drawn.
insert into readings (at, name, value)
select {noted} - n * 10000000, name, 8640 - n
from known cross join (select 'deliveries' as name union all select 'orders' union all select 'answers' union all select 'lines' union all select 'packed' union all select 'waiting/spool'
    union all select 'waiting/ledger' union all select 'waiting/rules' union all select 'waiting/fulfilment') as names
where n < 8640
on conflict (at, name) do nothing;

drop table known;
