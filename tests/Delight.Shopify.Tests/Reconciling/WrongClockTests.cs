using Delight.ObjectMother.Stores;
using Delight.Platform.Store;
using Delight.Shopify.Reconciling;
using Delight.Shopify.Tests.Pretend;

namespace Delight.Shopify.Tests.Reconciling;

/// <summary>The clock of a process was wrong for a while. What changed in truth is found all the same, and somebody is told.</summary>
internal sealed class WrongClockTests(StoreKind kind) : OnReconciling(kind)
{
    private static readonly TimeSpan ADay = TimeSpan.FromDays(1);

    [Test]
    public async Task One_that_was_a_day_ahead_blinds_no_comparison()
    {
        Knows(Order(TimeSpan.FromHours(3)));
        await RunAsync();
        await LookByAClockAheadAsync(ADay);
        LaterBy(60);
        var missed = Order(TimeSpan.FromMinutes(50));

        await RunAsync();

        Assert.That(HandedOver.Select(o => o.OrderId), Is.EqualTo(new[] { missed.Id }));
        Assert.That(await RowAsync() is { Looked: 2 } row && row.Watermark == Clock.GetUtcNow().AddMinutes(-2).ToStore() && row.NextAt == Clock.GetUtcNow().AddMinutes(15).ToStore());
        Assert.That(Log.Lines, Has.Exactly(1).Contains("a clock of this installation is wrong, or was"));
        LaterBy(16);
        await RunAsync();
        Assert.That((HandedOver.Length, Log.Lines.Count(l => l.Contains("a clock of"))), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task One_that_was_ahead_before_nobody_compared_for_longer_hides_nothing()
    {
        Knows(Order(TimeSpan.FromHours(3)));
        await LookByAClockAheadAsync(TimeSpan.FromHours(1));
        LaterBy(120);
        var missed = Order(TimeSpan.FromMinutes(90));

        await RunAsync();

        Assert.That(HandedOver.Select(o => o.OrderId), Is.EqualTo(new[] { missed.Id }));
    }

    [Test]
    public async Task One_that_is_a_day_behind_moves_nothing_back()
    {
        Knows(Order(TimeSpan.FromHours(3)));
        await RunAsync();
        var before = await RowAsync();

        await LookByAClockAheadAsync(-ADay);
        await RunAsync();

        Assert.That((HandedOver.Length, (await RowAsync()).Watermark), Is.EqualTo((0, before.Watermark)));
    }

    [Test]
    public async Task A_process_that_died_with_a_clock_ahead_holds_nobody_up()
    {
        Order(TimeSpan.FromMinutes(5));
        var rows = new ReconciliationRows(Store, new WrongClock(Clock, ADay));
        await rows.SinceAsync(Setting, CancellationToken.None);
        Assert.That(await rows.ClaimAsync(Domain, TimeSpan.FromMinutes(25), CancellationToken.None), Is.Not.Null);

        await RunAsync();

        Assert.That(HandedOver, Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_shop_where_nothing_happens_is_looked_at_without_an_order_being_read()
    {
        Knows(Order(TimeSpan.FromMinutes(30)));
        await RunAsync();
        LaterBy(16);
        await RunAsync();

        Assert.That((Ledger.Compared, (await RowAsync()).Looked), Is.EqualTo((1, 0L)));
    }

    private async Task LookByAClockAheadAsync(TimeSpan ahead)
    {
        await WriteAsync(s => s.WantReconciliationAsync(Domain, Clock.GetUtcNow()));
        await Process(clock: new WrongClock(Clock, ahead)).RunAsync(Setting, CancellationToken.None);
    }
}
