using Delight.Simulator;
using Delight.SystemTests.Running;
using FsCheck;
using FsCheck.Fluent;

namespace Delight.SystemTests;

/// <summary>Snapshots of a shop's orders, and an order in which they arrive.</summary>
/// <param name="Disorder">Which snapshot comes next, every one at least once.</param>
internal sealed record History(List<Snapshot> Snapshots, int[] Disorder)
{
    /// <summary>Up to some twenty snapshots of up to nine orders of two customers; several may bear the same time.</summary>
    public static Gen<History> Any =>
        from snapshots in (from order in Gen.Choose(1, 9)
                           from customer in Gen.Elements(1, 1, 1, 1, 2, 0)
                           from status in Gen.Elements("paid", "paid", "paid", "pending", "authorized", "refunded", "partially_refunded")
                           from cancelled in Gen.Elements(false, false, false, false, true)
                           from minute in Gen.Choose(0, 6)
                           from name in Gen.Elements("Ada", "Ada", null)
                           from total in Gen.Elements(10m, 10m, 20m)
                           select new Snapshot(order, customer, status, cancelled, minute, name, total)).NonEmptyListOf()
        from more in Gen.Choose(0, 100).ListOf(snapshots.Count)
        from disorder in Gen.Shuffle(Enumerable.Range(0, snapshots.Count).Concat(more).ToArray())
        select new History(snapshots, disorder);

    public static IEnumerable<History> Smaller(History history) => history.Snapshots.Select((_, left) =>
    {
        List<Snapshot> rest = [.. history.Snapshots.Where((_, i) => i != left)];
        return new History(rest, [.. Enumerable.Range(0, rest.Count).Reverse()]);
    }).Where(h => h.Snapshots.Count > 0);

    /// <summary>As they were made.</summary>
    public IEnumerable<ShopDelivery> InTime() => Snapshots.OrderBy(s => s.Minute).Select(s => s.ToDelivery());

    /// <summary>Shuffled, and some more than once.</summary>
    public IEnumerable<ShopDelivery> Mixed() => Disorder.Select(i => Snapshots[i % Snapshots.Count].ToDelivery());

    /// <summary>Two shops get the same deliveries, one in time order, the other shuffled, doubled and four at a time.</summary>
    public async Task FillsTheSameParcelsAsync(Installation installation, string straight, string crooked)
    {
        await installation.SendAsync(InTime(), connections: 1, straight);
        await installation.SendAsync(Mixed(), connections: 4, crooked);
        await installation.SettledAsync();

        var expected = (await installation.ParcelsAsync(straight)).Select(p => p.Slip());
        Assert.That((await installation.ParcelsAsync(crooked)).Select(p => p.Slip()), Is.EqualTo(expected), ToString());
    }

    public override string ToString() => $"{string.Join("; ", Snapshots)} in the order {string.Join(",", Disorder.Select(i => i % Snapshots.Count))}";
}

internal sealed record Snapshot(int Order, int Customer, string Status, bool Cancelled, int Minute, string? Name, decimal Total)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    public ShopDelivery ToDelivery() => new(ShopTopic.OrderUpdated, WebhookJson.Write(
        new ShopOrder
        {
            Id = Order,
            Name = $"#{Order}",
            CustomerId = Customer == 0 ? null : Customer,
            CustomerFirstName = Name,
            CreatedAt = Start.AddHours(Order),
            CancelledAt = Cancelled ? Start.AddDays(1) : null,
            FinancialStatus = Status,
            Total = Total,
            Currency = "USD",
        }, Start.AddMinutes(Minute)));
}
