-- An order that was ranked and counts no longer.
update orders
set ordinal = null, spend_minor = null, first_order_at = null, previous_order_at = null, last_refund_at = null, version = version + 1, dirty = false
where shop = @Shop and order_id = @OrderId and dirty and not counts
returning *
