using Delight.FakeShops;
using Delight.ObjectMother.Stores;
using Delight.Shopify.Reconciling;

namespace Delight.Shopify.Tests.Reconciling;

/// <summary>When a shop is compared, and by whom.</summary>
internal sealed class ComparisonTurnsTests(StoreKind kind) : OnReconciling(kind)
{
    [Test]
    public async Task Nobody_is_asked_before_it_is_time_unless_somebody_wants_it_at_once()
    {
        await RunAsync();
        LaterBy(3);
        Order(TimeSpan.FromMinutes(4));
        await RunAsync();
        Assert.That(HandedOver, Is.Empty);

        await WriteAsync(s => s.WantReconciliationAsync(Domain, Clock.GetUtcNow()));
        await RunAsync();

        Assert.That(HandedOver, Has.Length.EqualTo(1));
        Assert.That(await CountAsync("select count(*) from reconcile_wanted"), Is.Zero);
    }

    [Test]
    public async Task Two_processes_compare_a_shop_once()
    {
        for (var n = 0; n < 3; n++)
        {
            Order(TimeSpan.FromMinutes(5 + n));
        }

        await Task.WhenAll(Process().RunAsync(Setting, CancellationToken.None), Process().RunAsync(Setting, CancellationToken.None));

        Assert.That((HandedOver.Length, Ledger.Compared), Is.EqualTo((3, 3)));
    }

    [Test]
    public async Task A_process_that_died_is_taken_for_dead_after_a_while()
    {
        Order(TimeSpan.FromMinutes(5));
        var rows = new ReconciliationRows(Store, Clock);
        await rows.SinceAsync(Setting, CancellationToken.None);
        Assert.That(await rows.ClaimAsync(Domain, TimeSpan.FromMinutes(25), CancellationToken.None), Is.Not.Null);

        await RunAsync();
        Assert.That(HandedOver, Is.Empty);
        LaterBy(6);
        await RunAsync();

        Assert.That(HandedOver, Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_shop_that_refuses_is_said_once_and_asked_when_the_time_comes_again()
    {
        Fake.Faults.Add(new Fault(FaultKind.Forbidden) { Times = 4 });
        await RunAsync();
        LaterBy(16);
        await RunAsync();

        Assert.That(Log.Lines.Single(), Does.Contain("forbids it (403)"));
        Assert.That((await ReportAsync()).Reconciliation.Fault, Does.Contain("forbids it (403)"));
    }

    [Test]
    public async Task What_somebody_wants_of_a_shop_that_refuses_is_tried_less_and_less_often_and_soon_after_it_allows_it()
    {
        Fake.Faults.Add(FaultKind.Forbidden, times: 1000);
        await WriteAsync(s => s.WantReconciliationAsync(Domain, Clock.GetUtcNow()));
        for (var looks = 0; looks < 80; looks++)
        {
            await RunAsync();
            LaterBy(5.0 / 60);
        }

        Assert.That(Fake.Log.CountOf("OrdersUpdatedSince") / 2, Is.InRange(7, 10), "within 400 seconds, each time with people and without");
        Fake.Faults.Clear();
        LaterBy(1);
        await RunAsync();

        Assert.That((await RowAsync()).Fault, Is.Null);
        Assert.That(await CountAsync("select count(*) from reconcile_wanted"), Is.Zero);
    }
}
