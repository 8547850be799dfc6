using Delight.Contracts;
using Delight.ObjectMother.Stores;
using Delight.Platform.Work;
using Delight.Shopify.Documents;
using Delight.Shopify.Door;
using Delight.Shopify.Reconciling;
using Delight.Shopify.Tests.Pretend;

namespace Delight.Shopify.Tests.Reconciling;

/// <summary>The shop made one customer of two, and its webhook never came: no order is newer for that, and each of them is another's.</summary>
internal sealed class MissedMergesTests(StoreKind kind) : OnReconciling(kind)
{
    private const long Kept = 71;
    private const long Gone = 72;
    private const long Other = 73;
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

    [Test]
    public async Task Orders_that_were_given_to_others_before_their_customer_was_deleted_move_themselves()
    {
        foreach (var given in new[] { Order(TimeSpan.FromMinutes(6), Kept), Order(TimeSpan.FromMinutes(5), Other) })
        {
            Knows(given, behind: TimeSpan.FromMinutes(30));
            Ledger.Others[given.Id] = Gone;
        }

        await RunAsync();

        Assert.That((Merges, HandedOver.Length), Is.EqualTo((Array.Empty<CustomersMerged>(), 2)));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task One_whose_orders_are_of_several_now_was_merged_with_nobody(bool newer)
    {
        var (one, other) = (Order(TimeSpan.FromMinutes(6), Kept), Order(TimeSpan.FromMinutes(5), Other));
        Knows(one);
        Knows(other, behind: TimeSpan.FromMinutes(newer ? 30 : 0));
        (Ledger.Others[one.Id], Ledger.Others[other.Id]) = (Gone, Gone);

        await RunAsync();

        Assert.That((Merges, MergeLog.Lines.Count), Is.EqualTo((Array.Empty<CustomersMerged>(), 0)));
    }

    [Test]
    public async Task Nobody_is_merged_with_a_second_one()
    {
        var one = Order(TimeSpan.FromMinutes(5), Kept);
        Knows(one);
        Ledger.Others[one.Id] = Gone;
        await RunAsync();
        LaterBy(30);
        var other = Order(TimeSpan.FromMinutes(5), Other);
        Knows(other);
        Ledger.Others[other.Id] = Gone;

        await RunAsync();

        Assert.That(Merges.Select(m => (m.KeptCustomerId, m.MergedCustomerId)).Distinct(), Is.EqualTo(new[] { (Kept, Gone) }));
        Assert.That(await MissedAsync(), Is.EqualTo(1));
    }

    [TestCase(FailureKind.Refused)]
    [TestCase(FailureKind.Unusable)]
    public async Task A_customer_who_cannot_be_asked_after_is_passed_over_and_all_else_goes_on(FailureKind kind)
    {
        var (order, missed) = (Order(TimeSpan.FromMinutes(6), Kept), Order(TimeSpan.FromMinutes(5)));
        Knows(order);
        Ledger.Others[order.Id] = Gone;

        await Process(admin: NobodyAskedAfter(kind)).RunAsync(Setting, CancellationToken.None);

        Assert.That((Merges.Length, HandedOver.Single().OrderId, (await RowAsync()).Fault), Is.EqualTo((0, missed.Id, (string?)null)));
        Assert.That(MergeLog.Lines.Single(), Does.Contain($"customer {Gone}").And.Contain("Not for you."));
    }

    [Test]
    public async Task Where_the_shop_is_away_the_comparison_waits_as_a_whole()
    {
        var order = Order(TimeSpan.FromMinutes(6), Kept);
        Knows(order);
        Ledger.Others[order.Id] = Gone;

        await Process(admin: NobodyAskedAfter(FailureKind.NotReached)).RunAsync(Setting, CancellationToken.None);
        Assert.That((Merges.Length, (await RowAsync()).Fault), Is.EqualTo((0, "Not for you.")));

        LaterBy(16);
        await RunAsync();
        Assert.That(Merges, Has.Length.EqualTo(1));
    }

    private AlteredAnswers<CustomerById> NobodyAskedAfter(FailureKind kind) => new(Door.Admin, _ => new Failure(kind, "Not for you."));

    private CustomersMerged[] Merges => [.. Broker.Offered.Select(o => o.Message).OfType<CustomersMerged>()];

    private async Task AgainAsync(OpenLedger? ledger)
    {
        LaterBy(0.5);
        await WriteAsync(s => s.WantReconciliationAsync(Domain, Clock.GetUtcNow()));
        await Process(own: ledger?.Own).RunAsync(Setting, CancellationToken.None);
    }
}
