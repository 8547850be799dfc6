using Delight.FakeShops;
using Delight.ObjectMother.Stores;
using Delight.Shopify.Backfilling;
using Delight.Shopify.Reconciling;

namespace Delight.Shopify.Tests.Reconciling;

/// <summary>Some ordinals are held beside the platform's own count; where they differ, it is said why.</summary>
internal sealed class OrdinalDriftTests(StoreKind kind) : OnReconciling(kind)
{
    [Test]
    public async Task Ordinals_that_agree_are_counted_and_nothing_is_said()
    {
        Stands(Order(TimeSpan.FromHours(1)), ordinal: 1);

        await RunAsync();

        Assert.That((await ReportAsync()).Ordinals is { Compared: 1, Drifting: 0, Causes: [] });
        Assert.That(OrdinalLog.Lines, Is.Empty);
    }

    [Test]
    public async Task Without_the_history_ordinals_are_too_low_and_the_verb_is_named()
    {
        Order(TimeSpan.FromDays(30));
        Stands(Order(TimeSpan.FromHours(1)), ordinal: 1);

        await RunAsync();

        var drift = (await ReportAsync()).Ordinals.Causes.Single();
        Assert.That((drift.Cause, drift.Orders, drift.Some[0].Ours, drift.Some[0].Theirs), Is.EqualTo((DriftCause.NoHistory, 1, 1, 2)));
        Assert.That(OrdinalLog.Lines.Single(), Does.Contain("1 of 1 orders").And.Contain("Run the verb backfill."));
    }

    [TestCase(true, DriftCause.Limited)]
    [TestCase(false, DriftCause.Unknown)]
    public async Task With_a_history_it_depends_on_how_far_back_that_goes(bool limited, string cause)
    {
        Order(TimeSpan.FromDays(30));
        Stands(Order(TimeSpan.FromHours(1)), ordinal: 1);
        var backfills = new BackfillRows(Store, Clock);
        await backfills.AskAsync(Domain, Clock.GetUtcNow(), CancellationToken.None);
        await backfills.SaveAsync((await backfills.ClaimAsync(Domain, CancellationToken.None))! with { State = BackfillState.Done, Limited = limited }, CancellationToken.None);

        await RunAsync();

        Assert.That((await ReportAsync()).Ordinals.Causes.Single().Cause, Is.EqualTo(cause));
    }

    [Test]
    public async Task Orders_that_count_for_the_platform_alone_explain_it()
    {
        Stands(Order(TimeSpan.FromHours(2), status: "pending"), ordinal: null);
        Stands(Order(TimeSpan.FromHours(1)), ordinal: 1);

        await RunAsync();

        Assert.That((await ReportAsync()).Ordinals is { Compared: 1, Drifting: 0, Causes: [{ Cause: DriftCause.NotCounting }] });
        Assert.That(OrdinalLog.Lines, Is.Empty);
    }

    [Test]
    public async Task More_orders_here_than_there_means_that_customers_were_merged_or_orders_deleted()
    {
        Stands(Order(TimeSpan.FromHours(1)), ordinal: 5);

        await RunAsync();

        Assert.That((await ReportAsync()).Ordinals.Causes.Single().Cause, Is.EqualTo(DriftCause.Merged));
    }

    [Test]
    public async Task A_customer_of_whom_an_order_is_only_now_on_its_way_is_left_out()
    {
        Stands(Order(TimeSpan.FromHours(2)), ordinal: 1);
        Order(TimeSpan.FromHours(1)); // No webhook had told of it.

        await RunAsync();

        Assert.That((await ReportAsync()).Ordinals.At, Is.Null);
    }

    [Test]
    public async Task As_many_customers_are_looked_at_as_the_settings_say()
    {
        Settings.OrdinalSample = 3;
        for (var customer = 1; customer <= 9; customer++)
        {
            Stands(Order(TimeSpan.FromHours(2), customer), ordinal: 1);
            Stands(Order(TimeSpan.FromHours(1), customer), ordinal: 2);
        }

        await RunAsync();

        Assert.That((await ReportAsync()).Ordinals is { Compared: 3, Drifting: 0 });
    }

    private void Stands(FakeOrder order, long? ordinal)
    {
        Knows(order);
        Ledger.Standings[order.Id] = new
        {
            orderId = $"{order.Id}", orderName = order.Name, customerId = $"{order.CustomerId}", createdAt = order.CreatedAt, ordinal, counts = ordinal is not null, imported = false,
        };
    }
}
