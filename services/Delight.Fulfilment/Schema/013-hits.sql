-- In how many parcels each rule gave something, by the day of the order (UTC, days since 1970), and what that cost. Processes that would wait for each
-- other's rows have different slots; what counts is the sum over them. The currency is '' where nothing was reckoned.
create table hits (
    shop       text   not null,
    day        bigint not null,
    rule       text   not null,
    currency   text   not null,
    slot       bigint not null,
    parcels    bigint not null,
    cost_minor bigint not null,
    primary key (shop, day, rule, currency, slot)
);

-- SQLite keeps the order of a cross join, and finds each line's parcel by its key.
insert into hits (shop, day, rule, currency, slot, parcels, cost_minor)
select shop, day, rule, currency, 0, count(*), cast(sum(cost_minor) as bigint)
from (
    select p.shop, p.ordered_at / 86400000000 as day, l.rule, max(coalesce(l.cost_currency, '')) as currency, sum(coalesce(l.cost_minor, 0)) as cost_minor
    from parcel_lines l cross join parcels p
    where p.shop = l.shop and p.order_id = l.order_id
    group by p.shop, p.order_id, p.ordered_at, l.rule
) as given_by_rule
group by shop, day, rule, currency;
