using Delight.Contracts;
using Delight.Ledger.Standing;
using Delight.Platform.Store;
using Delight.Platform.Work;

namespace Delight.Ledger.History;

/// <summary>The orders of the history that snapshots, which carry a customer and an address, give to their customers.</summary>
internal sealed class JoinBySnapshots
{
    internal const string AddAddress = """
        insert into history_addresses (shop, address, customer_id) values (@Shop, @Address, @CustomerId)
        on conflict (shop, address) do update set customer_id = excluded.customer_id
        """;

    private static readonly JoinBySnapshots Nothing = new([], []);
    private readonly IReadOnlyList<OrderSeen> _snapshots;

    private JoinBySnapshots(IReadOnlyList<OrderSeen> snapshots, IReadOnlyList<OrderKey> orders) => (_snapshots, Orders) = (snapshots, orders);

    /// <summary>To be held before they are joined.</summary>
    public IReadOnlyList<OrderKey> Orders { get; }

    public static async Task<JoinBySnapshots> OfAsync(ISession session, IReadOnlyList<OrderSeen> orders)
    {
        OrderSeen[] known = [.. orders.Where(o => o is { EmailDigest: not null, CustomerId: not null }).DistinctBy(o => (o.Shop, o.EmailDigest))];
        if (known.Length == 0)
        {
            return Nothing;
        }

        await RememberAsync(session, known);
        return await WaitingOrders.IsWaitingAsync(session, known.Select(o => o.Shop)) ? new JoinBySnapshots(known, await WaitingOrders.WaitingAsync(session, Addresses(known))) : Nothing;
    }

    /// <returns>Those that change their customer's row.</returns>
    public async Task<IReadOnlyList<OrderRow>> JoinAsync(ISession session)
    {
        if (Orders.Count == 0)
        {
            return [];
        }

        OrderRow[] joined = [.. (await WaitingOrders.JoinAsync(session, Addresses(_snapshots))).Where(j => j.Importing).Select(j => j with { Counts = j.NotCounting == HistoricOrder.Importing })];
        await WaitingOrders.CountAsync(session, joined);
        await session.CountAsync(joined.Where(j => j.Counts).Select(j => (j.Shop, "orders/counting", 1L)));
        return joined;
    }

    public OrderSeen CauseOf(OrderRow joined) => _snapshots.First(o => o.Shop == joined.Shop && o.CustomerId == joined.CustomerId);

    /// <summary>While a shop's history is being taken in, orders of the same customer may still come with the next part.</summary>
    private static async Task RememberAsync(ISession session, OrderSeen[] known)
    {
        var importing = (await session.QueryAsync<string>("select distinct shop from imports where open > 0")).ToHashSet();
        await session.EachAsync(AddAddress, importing.Count == 0 ? [] : Addresses([.. known.Where(o => importing.Contains(o.Shop))]));
    }

    private static AddressRow[] Addresses(IReadOnlyList<OrderSeen> orders) =>
        [.. orders.Select(o => new AddressRow { Shop = o.Shop, Address = o.EmailDigest!, CustomerId = o.CustomerId!.Value }).OrderBy(a => a.Shop, StringComparer.Ordinal).ThenBy(a => a.Address, StringComparer.Ordinal)];
}
