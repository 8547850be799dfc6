-- Why the shop's order could not be written when somebody last tried; nothing when it could.
alter table shopify_written add column refused text; -- a sentence

create index shopify_written_refused on shopify_written (shop) where refused is not null;
