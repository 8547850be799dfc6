-- What was found and could not be handed over is not counted yet.
alter table shopify_missed add column handed_over boolean not null default true;
alter table shopify_missed_merges add column handed_over boolean not null default true;
