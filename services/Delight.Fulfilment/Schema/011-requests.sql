-- What the customer asked for with the order, and the shop's tags of the customer, one to a line. Both are personal data.
alter table parcels add column request text;
alter table parcels add column customer_tags text;

-- What the order came to, in minor units of the shop's currency: what customers spend after they were assigned to an arm.
alter table parcels add column total_minor bigint;

-- Names the rule's settings that a rule decided by: what was decided stays when they change.
alter table decisions add column rule_version text;
