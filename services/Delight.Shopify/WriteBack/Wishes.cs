using Delight.Contracts;
using Delight.Platform.Gifts;
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
    private readonly IParcelProgress _parcels;
    private readonly IOptionsMonitor<ShopifySettings> _settings;
    private readonly TimeProvider _time;
    private readonly Coalescer<Wish, bool> _wishes;

    public Wishes(IStore store, IParcelProgress parcels, IOptionsMonitor<ShopifySettings> settings, TimeProvider time)
    {
        (_store, _parcels, _settings, _time) = (store, parcels, settings, time);
        _wishes = new Coalescer<Wish, bool>((wishes, cancellationToken) => _store.WriteAsync(session => EnterAsync(session, wishes), cancellationToken));
    }

    /// <summary>Returns when it is durable. An older state of the parcel than the known one changes nothing.</summary>
    public Task EnterAsync(FulfilmentChanged parcel, CancellationToken cancellationToken) => Of(parcel.Shop) is not { } shop ? Task.CompletedTask
        : _wishes.AddAsync(new Wish(parcel.Shop, parcel.OrderId, parcel.OrderName, parcel.CustomerId, parcel.Version, WantedLine.Write(WantedLine.Of(parcel)), _time.GetUtcNow().ToStore())
        {
            IsNew = shop.Notes || shop.Edits || shop.Holds,
        }, cancellationToken);

    /// <summary>The order is to be held back until it is decided what goes into its parcel, where the shop wants that.</summary>
    public Task HoldAsync(OrderRanked order, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        return Of(order.Shop) is { Holds: true } shop && order is { Ordinal: not null, Fulfilled: false, RequiresShipping: true } && now - order.CreatedAt < HeldWithin
            ? _wishes.AddAsync(new Wish(order.Shop, order.OrderId, order.OrderName, order.CustomerId, 0, "[]", now.ToStore())
            {
                IsNew = true, HoldUntil = (now + TimeSpan.FromMinutes(shop.HoldMinutes)).ToStore(), OrderedAt = order.CreatedAt,
            }, cancellationToken)
            : Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _wishes.DisposeAsync();

    private ShopifyShopSettings? Of(string shop) => _settings.CurrentValue.Of(shop);

    private async Task<IReadOnlyList<bool>> EnterAsync(ISession session, IReadOnlyList<Wish> wishes)
    {
        // Held together, so that nothing is noted of a shop or a customer that is being forgotten.
        var shops = await session.ForgottenShopsAsync(wishes.Select(w => w.Shop));
        var customers = await session.ForgottenAsync(wishes.Where(w => w is { CustomerId: not null, IsHold: false }).Select(w => (w.Shop, w.CustomerId!.Value)));
        var open = new List<Wish>();
        foreach (var wish in wishes.OrderBy(w => w.Shop, StringComparer.Ordinal).ThenBy(w => w.OrderId).ThenBy(w => w.Version))
        {
            var isForgotten = wish.CustomerId is { } customer && customers.ContainsKey((wish.Shop, customer));
            if (wish.IsHold ? await MayBeHeldAsync(session, wish, shops) : !shops.ContainsKey(wish.Shop) && !isForgotten)
            {
                open.Add(wish);
            }
            else if (!wish.IsHold && await OfForgottenAsync(session, wish, isForgotten) is { } left)
            {
                open.Add(left);
            }
        }

        await session.EachAsync("""
            insert into shopify_written (shop, order_id, order_name, customer_id, version, lines, due_at, changed_at)
            values (@Shop, @OrderId, @OrderName, @CustomerId, @Version, @Lines, @At, @At)
            on conflict (shop, order_id) do update set order_name = excluded.order_name, customer_id = excluded.customer_id, version = excluded.version, lines = excluded.lines,
                due_at = excluded.due_at, attempts = 0, changed_at = excluded.changed_at
            where excluded.version > shopify_written.version
            """, [.. open.Where(w => w is { IsNew: true, IsHold: false })]);
        await session.EachAsync("""
            update shopify_written set customer_id = @CustomerId, version = @Version, lines = @Lines, due_at = @At, attempts = 0, changed_at = @At
            where shop = @Shop and order_id = @OrderId and version < @Version
            """, [.. open.Where(w => !w.IsNew)]);
        await session.EachAsync("""
            insert into shopify_written (shop, order_id, order_name, customer_id, version, lines, hold_until, due_at, changed_at)
            values (@Shop, @OrderId, @OrderName, @CustomerId, @Version, @Lines, @HoldUntil, @At, @At)
            on conflict (shop, order_id) do update set hold_until = excluded.hold_until, due_at = excluded.due_at
            where shopify_written.hold_until is null
            """, [.. open.Where(w => w.IsHold)]);
        return [.. wishes.Select(_ => true)];
    }

    /// <summary>Nobody sends the orders of a shop that is away.</summary>
    private static async Task<bool> MayBeHeldAsync(ISession session, Wish wish, IReadOnlyDictionary<string, DateTimeOffset> forgotten) =>
        (!forgotten.TryGetValue(wish.Shop, out var at) || wish.OrderedAt > at) && !await session.IsPausedAsync(wish.Shop);

    /// <summary>The message may have been under way when the shop or the customer was forgotten: what it says counts as far as the parcel still does.</summary>
    /// <returns>Nothing when there is no such parcel any more.</returns>
    private async Task<Wish?> OfForgottenAsync(ISession session, Wish wish, bool isCustomer)
    {
        var parcel = await _parcels.OfAsync(session, wish.Shop, wish.OrderId);
        return parcel.Version < wish.Version ? null
            : isCustomer && (parcel.IsWordless || parcel.Version > wish.Version) ? wish with { Lines = WantedLine.Write(WantedLine.WithoutWords(WantedLine.Read(wish.Lines))) }
            : wish;
    }

    private sealed record Wish(string Shop, long OrderId, string OrderName, long? CustomerId, long Version, string Lines, long At)
    {
        /// <summary>Nothing when it is not to be held.</summary>
        public long? HoldUntil { get; init; }

        public bool IsHold => HoldUntil is not null;

        /// <summary>Of what is to be held.</summary>
        public DateTimeOffset OrderedAt { get; init; }

        /// <summary>An order that is not known yet is noted, too; else only what is written already is followed.</summary>
        public bool IsNew { get; init; }
    }
}
