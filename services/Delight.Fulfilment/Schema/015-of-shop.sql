-- One shop's parcels in the order of their orders, however many parcels other shops have.
create index parcels_of_shop on parcels (shop, ordered_at, order_id) where line_count > 0;
