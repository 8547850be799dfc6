-- What the customer asked for with the order, and the shop's tags of the customer, one to a line. Both are personal data.
alter table parcels add column request text;
alter table parcels add column customer_tags text;
