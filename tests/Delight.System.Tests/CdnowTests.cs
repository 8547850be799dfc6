using Delight.Simulator;
using Delight.SystemTests.Running;

namespace Delight.SystemTests;

/// <summary>A CD shop's real history, posted as signed webhooks, ends in exactly the gifts that were counted independently.</summary>
[TestFixture(Form.Embedded)]
[TestFixture(Form.Distributed)]
internal sealed class CdnowTests(Form form)
{
    private IReadOnlyList<ShopOrder> _history = [];
    private Installation _installation = null!;

    [SetUp]
    public async Task Start()
    {
        _history = [.. CdnowHistory.Read(SharedData.File("cdnow/CDNOW_master.txt"))];
        _installation = await Installation.StartAsync(form);
    }

    [TearDown]
    public async Task Stop()
    {
        if (_installation is not null)
        {
            await _installation.DisposeAsync();
        }
    }

    [Test]
    public async Task Every_fourth_to_seventh_order_is_gifted_and_no_other()
    {
        var isWhole = SharedData.Long || form == Form.Embedded;
        ShopOrder[] history = [.. _history.Take(isWhole ? int.MaxValue : 3_000)];

        await _installation.SendAsync(RecordedShop.Deliveries(history));
        await _installation.SettledAsync();

        var parcels = await _installation.ParcelsAsync();
        if (isWhole)
        {
            Assert.That(ExpectedGifts.FromFourthToSeventh(parcels).CountBy(p => p.Ordinal ?? 0).ToDictionary(), Is.EquivalentTo(new Dictionary<int, int> { [4] = 5366, [5] = 3925, [6] = 2930, [7] = 2295 }));
        }

        ExpectedGifts.AreExactly(ExpectedGifts.Of(history), parcels);
        var stats = await _installation.StatsAsync();
        Assert.That(stats.GetProperty("orders").GetProperty("known").GetInt64(), Is.EqualTo(history.Length));
        Assert.That(stats.GetProperty("fulfilment").GetProperty("lines").GetInt64(), Is.EqualTo(parcels.Sum(p => p.Lines.Count)));
    }

    [Test]
    public async Task Shuffled_doubled_and_partly_cancelled_it_ends_as_an_independent_count_says()
    {
        var chance = new Random(4711);
        var size = SharedData.Long ? _history.Count : 3_000;
        var orders = _history.Take(size).Select(o => chance.NextDouble() < 0.05 ? o with { CancelledAt = o.CreatedAt.AddDays(2) } : o).ToArray();
        var deliveries = RecordedShop.Deliveries(orders).ToList();
        deliveries.AddRange(deliveries.Where(_ => chance.NextDouble() < 0.2).ToArray());
        var shuffled = deliveries.ToArray();
        chance.Shuffle(shuffled);

        await _installation.SendAsync(shuffled);
        await _installation.SettledAsync();

        ExpectedGifts.AreExactly(ExpectedGifts.Of(orders), await _installation.ParcelsAsync());
    }
}
