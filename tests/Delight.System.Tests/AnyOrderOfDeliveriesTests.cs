using Delight.Simulator;
using Delight.SystemTests.Running;
using FsCheck;
using FsCheck.Fluent;

namespace Delight.SystemTests;

/// <summary>Deliveries come in any order and any number of times; what is in the parcels does not depend on it.</summary>
[TestFixture(Form.Embedded, 30)]
[TestFixture(Form.Distributed, 8)]
internal sealed class AnyOrderOfDeliveriesTests(Form form, int cases)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private Installation _installation = null!;
    private int _shops;

    [OneTimeSetUp]
    public async Task StartInstallation() => _installation = await Installation.StartAsync(form, moreShops: 40 * cases);

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_installation is not null)
        {
            await _installation.DisposeAsync();
        }
    }

    [Test]
    public void Every_permutation_and_duplication_of_a_history_fills_the_same_parcels() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(SharedData.Long ? 10 * cases : cases), Prop.ForAll(Arb.From(Histories, Smaller), SameParcelsAsync));

    /// <summary>Two shops get the same deliveries, one in time order, the other shuffled, doubled and four at a time.</summary>
    private async Task SameParcelsAsync(History history)
    {
        if (_shops + 2 > 40 * cases)
        {
            return; // Shrinking has used up the shops: what was found so far is reported.
        }

        var straight = Installation.ShopNumber(++_shops);
        var crooked = Installation.ShopNumber(++_shops);
        await _installation.SendAsync(history.Snapshots.OrderBy(s => s.Minute).Select(s => s.ToDelivery()), connections: 1, straight);
        await _installation.SendAsync(history.Disorder.Select(i => history.Snapshots[i % history.Snapshots.Count].ToDelivery()), connections: 4, crooked);
        await _installation.SettledAsync();

        var expected = (await _installation.ParcelsAsync(straight)).Select(p => p.Slip());
        Assert.That((await _installation.ParcelsAsync(crooked)).Select(p => p.Slip()), Is.EqualTo(expected), history.ToString());
    }

    /// <summary>Up to some twenty snapshots of up to nine orders of two customers; several may bear the same time.</summary>
    private static Gen<History> Histories =>
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

    private static IEnumerable<History> Smaller(History history) => history.Snapshots.Select((_, left) =>
    {
        List<Snapshot> rest = [.. history.Snapshots.Where((_, i) => i != left)];
        return new History(rest, [.. Enumerable.Range(0, rest.Count).Reverse()]);
    }).Where(h => h.Snapshots.Count > 0);

    /// <param name="Disorder">Which snapshot comes next, every one at least once.</param>
    private sealed record History(List<Snapshot> Snapshots, int[] Disorder)
    {
        public override string ToString() => $"{string.Join("; ", Snapshots)} in the order {string.Join(",", Disorder.Select(i => i % Snapshots.Count))}";
    }

    private sealed record Snapshot(int Order, int Customer, string Status, bool Cancelled, int Minute, string? Name, decimal Total)
    {
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
}
