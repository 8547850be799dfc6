namespace Delight.Simulator;

/// <summary>Which webhooks a shop posts for its orders, and in which order they arrive: some twice, some late.</summary>
internal sealed class DemoPlan(IReadOnlyList<ShopOrder> history, int seed)
{
    private const double ShareDoubled = 0.05;
    private const double ShareLate = 0.03;
    private const double SharePaidLater = 0.08;
    private const int LateByAtLeast = 100;
    private const int LateByAtMost = 500;
    private const int DoubledWithin = 30;

    private static readonly TimeSpan SoonestPayment = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LatestPayment = TimeSpan.FromDays(3);

    /// <summary>The platform posts orders/updated a moment after orders/cancelled.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    private readonly DateTimeOffset newest = history.Count == 0 ? DateTimeOffset.MinValue : history.Max(order => order.CreatedAt);

    public IEnumerable<ShopDelivery> Deliveries() => Arrivals().Select(snapshot => snapshot.ToDelivery());

    private IEnumerable<OrderSnapshot> Arrivals()
    {
        var due = history.SelectMany(LifeOf).OrderBy(snapshot => snapshot.At).ThenBy(snapshot => snapshot.Order.Id);
        return due.SelectMany(Places).OrderBy(arrival => arrival.Place).Select(arrival => arrival.Snapshot);
    }

    private IEnumerable<OrderSnapshot> LifeOf(ShopOrder order)
    {
        var placed = OrderSnapshot.Placed(order);
        if (order.CancelledAt is { } cancelledAt)
        {
            var cancelled = OrderSnapshot.Cancelled(order, cancelledAt);
            return [placed, cancelled, cancelled with { Topic = ShopTopic.OrderUpdated, At = cancelled.At + Moment }];
        }

        var chance = new Chance(seed, Draw.Payment, order.Id);
        if (order.FinancialStatus is not "paid" || order.CreatedAt + LatestPayment > newest || !chance.Happens(SharePaidLater))
            return [placed];

        var wait = TimeSpan.FromSeconds(Math.Floor(chance.Uniform(SoonestPayment.TotalSeconds, LatestPayment.TotalSeconds)));
        return
        [
            placed with { Order = order with { FinancialStatus = "pending" } },
            new(ShopTopic.OrderPaid, order, order.CreatedAt + wait),
        ];
    }

    private IEnumerable<(int Place, OrderSnapshot Snapshot)> Places(OrderSnapshot snapshot, int due)
    {
        var chance = new Chance(seed, Draw.Arrival, due);
        var place = chance.Happens(ShareLate) ? due + LateByAtLeast + chance.Below(LateByAtMost - LateByAtLeast) : due;
        yield return (place, snapshot);
        if (chance.Happens(ShareDoubled))
            yield return (place + chance.Below(DoubledWithin), snapshot);
    }
}
