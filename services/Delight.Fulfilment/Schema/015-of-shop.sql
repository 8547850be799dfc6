-- One shop's parcels in the order of their orders, however many parcels other shops have. It says ">= 1" where the other indexes say "> 0", and so is used
-- by statements alone that say so too: for the rest, both databases would take its shop for the best they can get, and walk through all that it ever packed.
create index parcels_of_shop on parcels (shop, ordered_at, order_id) where line_count >= 1;
