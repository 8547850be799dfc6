using Delight.FakeShops;
using Delight.Simulator;
using Delight.SystemTests.Running;

namespace Delight.SystemTests.ShopSide;

/// <summary>A CD shop is connected when fifteen months of its real history are past. These come by the shop's Admin API, the last three months
/// by webhook, of which one in fifty never comes: the gifts are those that were counted independently.</summary>
[TestFixture(Form.Embedded)]
[TestFixture(Form.Distributed)]
internal sealed class CdnowByTheShopTests(Form form)
{
    private const double Withheld = 0.02;

    [Test]
    public async Task After_one_comparison_the_queue_is_as_an_independent_count_says()
    {
        var (history, live) = Orders();
        var chance = new Random(4711);
        ShopOrder[] lost = [.. live.Where(_ => chance.NextDouble() < Withheld)];
        await using var shop = await ShopWithHistory.StartAsync(form, live[0].CreatedAt, fake =>
        {
            fake.Faults.Add(new Fault(FaultKind.Forbidden) { Operation = "OrdersUpdatedSince", Times = 2 }); // The first comparison would find all that is posted below.
            Array.ForEach([.. history, .. live], o => fake.Merchant.Remember(o));
        });
        await shop.IsRefusedAsync();

        var backfill = shop.BackfillAsync(TimeSpan.FromMinutes(15));
        await shop.Installation.SendAsync(RecordedShop.Deliveries(live.Except(lost)));
        var state = await backfill;
        await shop.Installation.SettledAsync();
        await shop.ReconcileAsync();
        await shop.Installation.SettledAsync();

        var isLive = live.Select(o => $"{o.Id}").ToHashSet();
        ExpectedGifts.AreExactly(ExpectedGifts.Of([.. history, .. live]).Where(e => isLive.Contains(e.Key)).ToDictionary(), await shop.Installation.ParcelsAsync());
        Assert.That(state.GetProperty("added").GetInt64(), Is.EqualTo(history.Length));
        var report = await shop.ReportAsync();
        Assert.That(report.GetProperty("reconciliation").GetProperty("missed").GetInt64(), Is.EqualTo(lost.Length));
        Assert.That(report.GetProperty("ordinals").GetProperty("drifting").GetInt32(), Is.Zero, report.ToString());
        var stats = await shop.Installation.StatsAsync();
        Assert.That(stats.GetProperty("deliveries").GetProperty("accepted").GetInt64(), Is.EqualTo(live.Length - lost.Length));
        Assert.That(stats.GetProperty("orders").GetProperty("known").GetInt64(), Is.EqualTo(history.Length + live.Length));
        Assert.That(await shop.Installation.StoryAsync(lost[0].Id), Has.Some.StartsWith("Fetched from the shop, since no webhook of it had come: paid"));
    }

    /// <summary>As if its last day had been yesterday; in the short form, of every eighth customer.</summary>
    private static (ShopOrder[] History, ShopOrder[] Live) Orders()
    {
        ShopOrder[] all = [.. CdnowHistory.Read(SharedData.File("cdnow/CDNOW_master.txt")).Where(o => SharedData.Long || o.CustomerId % 8 == 0)];
        var (last, now) = (all.Max(o => o.CreatedAt), TimeProvider.System.GetUtcNow());
        var shift = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(-1) - last;
        var connected = last.AddMonths(-3) + shift;
        ShopOrder[] moved = [.. all.Select(o => o with { CreatedAt = o.CreatedAt + shift }).OrderBy(o => o.CreatedAt).ThenBy(o => o.Id)];
        return ([.. moved.Where(o => o.CreatedAt < connected)], [.. moved.Where(o => o.CreatedAt >= connected)]);
    }
}
