using Delight.Contracts;
using Delight.Platform.Privacy;
using Delight.Platform.Store;
using Microsoft.Extensions.Options;

namespace Delight.Shopify.WriteBack;

/// <summary>Notes what is to stand in a shop's order, many to a transaction. Nobody here asks the shop.</summary>
internal sealed class Wishes : IAsyncDisposable
{
    /// <summary>What is older was decided long ago, and is not held back again.</summary>
    private static readonly TimeSpan HeldWithin = TimeSpan.FromDays(1);
    private readonly IStore _store;
    private readonly IOptionsMonitor<ShopifySettings> _settings;
    private readonly TimeProvider _time;
    private readonly Coalescer<Wish, bool> _wishes;

    public Wishes(IStore store, IOptionsMonitor<ShopifySettings> settings, TimeProvider time)
    {
        (_store, _settings, _time) = (store, settings, time);
        _wishes = new Coalescer<Wish, bool>((wishes, cancellationToken) => _store.WriteAsync(session => EnterAsync(session, wishes), cancellationToken));
    }

    /// <summary>Returns when it is durable. An older state of the parcel than the known one changes nothing.</summary>
    public Task EnterAsync(FulfilmentChanged parcel, CancellationToken cancellationToken) => Of(parcel.Shop) is not { } shop ? Task.CompletedTask
        : _wishes.AddAsync(new Wish(parcel.Shop, parcel.OrderId, parcel.OrderName, parcel.CustomerId, parcel.Version, WantedLine.Write(WantedLine.Of(parcel)), null, _time.GetUtcNow().ToStore())
        {
            IsNew = shop.Notes || shop.Edits,
        }, cancellationToken);

    /// <summary>The order is to be held back until it is decided what goes into its parcel, where the shop wants that.</summary>
    public Task HoldAsync(OrderRanked order, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        return Of(order.Shop) is { Holds: true } shop && order is { Ordinal: not null, Fulfilled: false, RequiresShipping: true } && now - order.CreatedAt < HeldWithin
            ? _wishes.AddAsync(new Wish(order.Shop, order.OrderId, order.OrderName, order.CustomerId, 0, "[]", (now + TimeSpan.FromMinutes(shop.HoldMinutes)).ToStore(), now.ToStore()) { IsNew = true }, cancellationToken)
            : Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _wishes.DisposeAsync();

    private ShopifyShopSettings? Of(string shop) => _settings.CurrentValue.Of(shop);

    private static async Task<IReadOnlyList<bool>> EnterAsync(ISession session, IReadOnlyList<Wish> wishes)
    {
        // Held together, so that nothing is noted of a shop that is being forgotten.
        await session.ForgottenShopsAsync(wishes.Select(w => w.Shop));
        var paused = new HashSet<string>();
        foreach (var shop in wishes.Select(w => w.Shop).Distinct())
        {
            if (await session.IsPausedAsync(shop))
            {
                paused.Add(shop);
            }
        }

        Wish[] open = [.. wishes.Where(w => !paused.Contains(w.Shop)).OrderBy(w => w.Shop, StringComparer.Ordinal).ThenBy(w => w.OrderId).ThenBy(w => w.Version)];
        await session.EachAsync("""
            insert into shopify_written (shop, order_id, order_name, customer_id, version, lines, hold_until, due_at, changed_at)
            values (@Shop, @OrderId, @OrderName, @CustomerId, @Version, @Lines, @HoldUntil, @At, @At)
            on conflict (shop, order_id) do update set order_name = excluded.order_name, customer_id = excluded.customer_id, version = excluded.version, lines = excluded.lines,
                due_at = excluded.due_at, attempts = 0, changed_at = excluded.changed_at
            where excluded.version > shopify_written.version
            """, [.. open.Where(w => w.IsNew)]);
        await session.EachAsync("""
            update shopify_written set customer_id = @CustomerId, version = @Version, lines = @Lines, due_at = @At, attempts = 0, changed_at = @At
            where shop = @Shop and order_id = @OrderId and version < @Version
            """, [.. open.Where(w => !w.IsNew)]);
        return [.. wishes.Select(_ => true)];
    }

    /// <param name="HoldUntil">Nothing when it is not to be held.</param>
    private sealed record Wish(string Shop, long OrderId, string OrderName, long? CustomerId, long Version, string Lines, long? HoldUntil, long At)
    {
        /// <summary>An order that is not known yet is noted, too; else only what is written already is followed.</summary>
        public bool IsNew { get; init; }
    }
}
