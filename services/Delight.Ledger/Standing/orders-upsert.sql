insert into orders (shop, order_id, order_name, customer_id, first_name, created_at, updated_at, state_rank, digest, facts,
    counts, not_counting, fulfilled, requires_shipping, total_minor, currency, locale, customer_tags, request, items, refunded_at, history, dirty)
values (@Shop, @OrderId, @OrderName, @CustomerId, @FirstName, @CreatedAt, @UpdatedAt, @StateRank, @Digest, @Facts,
    @Counts, @NotCounting, @Fulfilled, @RequiresShipping, @TotalMinor, @Currency, @Locale, @CustomerTags, @Request, @Items, @RefundedAt, @History, @Dirty)
on conflict (shop, order_id) do update set
    order_name = excluded.order_name, customer_id = excluded.customer_id, first_name = excluded.first_name,
    created_at = excluded.created_at, updated_at = excluded.updated_at, state_rank = excluded.state_rank,
    digest = excluded.digest, facts = excluded.facts, counts = excluded.counts, not_counting = excluded.not_counting,
    fulfilled = excluded.fulfilled, requires_shipping = excluded.requires_shipping,
    total_minor = excluded.total_minor, currency = excluded.currency, locale = excluded.locale, customer_tags = excluded.customer_tags,
    request = excluded.request, items = excluded.items, refunded_at = excluded.refunded_at, history = excluded.history, importing = false, address = null, dirty = excluded.dirty
