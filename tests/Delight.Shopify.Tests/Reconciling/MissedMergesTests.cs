using Delight.Contracts;
using Delight.ObjectMother.Stores;
using Delight.Platform.Work;
using Delight.Shopify.Reconciling;
using Delight.Shopify.Tests.Pretend;

namespace Delight.Shopify.Tests.Reconciling;

/// <summary>The shop made one customer of two, and its webhook never came: no order is newer for that, and each of them is another's.</summary>
internal sealed class MissedMergesTests(StoreKind kind) : OnReconciling(kind)
{
    private const long Kept = 71;
    private const long Gone = 72;
    private readonly StoreKind _kind = kind;

    [Test]
    public async Task All_that_the_gone_one_had_is_the_kept_ones_afterwards()
    {
        await using var ledger = await OpenLedger.OverAsync(_kind, Clock);
        Broker.WhenOffered = ledger.TakeInAsync;
        Order(TimeSpan.FromHours(3), Gone);
        Order(TimeSpan.FromHours(2), Kept);
        Order(TimeSpan.FromMinutes(6), Gone);
        Order(TimeSpan.FromMinutes(5), Gone);
        await Process(own: ledger.Own).RunAsync(Setting, CancellationToken.None);
        Assert.That(await ledger.StandingsAsync(), Is.EqualTo(new (long?, long?)[] { (Gone, 1), (Kept, 1), (Gone, 2), (Gone, 3) }));

        Fake.Merchant.MergeCustomers(Kept, Gone);
        await AgainAsync(ledger);
        await AgainAsync(ledger);

        Assert.That(await ledger.StandingsAsync(), Is.EqualTo(new (long?, long?)[] { (Kept, 1), (Kept, 2), (Kept, 3), (Kept, 4) }));
        Assert.That(Merges.Single() is { KeptCustomerId: Kept, MergedCustomerId: Gone, Delivery: { Topic: Delivery.Reconciled } by } && by.Receiver == Intake.ReplayOf(by.Id.ToString()));
        Assert.That(HandedOver, Has.Length.EqualTo(4), "no order is newer than it was");
        Assert.That(MergeLog.Lines.Single(), Does.Contain($"merged its customer {Gone} with {Kept}"));
        Assert.That((await ReportAsync()).Reconciliation is { Missed: 5, MissedLastDay: 5, Found: 0 });
    }

    [Test]
    public async Task Found_again_before_it_is_taken_in_it_is_the_same_delivery_and_counts_once()
    {
        var order = Order(TimeSpan.FromMinutes(5), Kept);
        Knows(order);
        Ledger.Others[order.Id] = Gone;

        await RunAsync();
        LaterBy(3);
        await AgainAsync(null);

        Assert.That(Merges.Select(m => m.Delivery.Id).Distinct().Count(), Is.EqualTo(1));
        Assert.That((Merges.Length, await MissedAsync()), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task A_customer_who_is_still_there_was_merged_with_nobody()
    {
        var order = Order(TimeSpan.FromMinutes(5), Kept);
        Order(TimeSpan.FromDays(3), Gone);
        Knows(order);
        Ledger.Others[order.Id] = Gone;

        await RunAsync();

        Assert.That((Merges, await MissedAsync()), Is.EqualTo((Array.Empty<CustomersMerged>(), 0L)));
    }

    private CustomersMerged[] Merges => [.. Broker.Offered.Select(o => o.Message).OfType<CustomersMerged>()];

    private async Task AgainAsync(OpenLedger? ledger)
    {
        LaterBy(0.5);
        await WriteAsync(s => s.WantReconciliationAsync(Domain, Clock.GetUtcNow()));
        await Process(own: ledger?.Own).RunAsync(Setting, CancellationToken.None);
    }
}
