-- Orders whose time to be held back is over go before all that waits.
create index shopify_written_held on shopify_written (shop, hold_until) where hold_over in (2, 3);
