-- Each arm's customers are counted without reading them. The salt leads: an index that begins with the shop would tempt PostgreSQL, as long as it
-- has not analyzed the table, away from the whole key.
create index assignments_by_arm on assignments (salt, shop, rule, arm);
