using Delight.Contracts;
using Delight.Ledger.Finding;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Privacy;
using Delight.Platform.Story;
using Delight.Platform.Work;

namespace Delight.Ledger.Tests;

/// <summary>Two histories become one.</summary>
public class MergedCustomersTests(StoreKind kind) : OnMerging(kind)
{
    [Test]
    public async Task The_orders_of_both_stand_in_one_row_and_those_that_moved_are_told_anew()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(2, Shop.Bert), Shop.Order(3), Shop.Order(4, Shop.Bert));

        var moved = await MergeAsync();

        Assert.That(await OrdinalsAsync(1, 2, 3, 4), Is.EqualTo(new[] { 1, 2, 3, 4 }));
        Assert.That(moved.Select(m => (m.OrderId, m.CustomerId, m.Ordinal, m.Version)), Is.EquivalentTo(new[]
        {
            (Shop.OrderId(2), (long?)Shop.Ada, (int?)2, 2L), (Shop.OrderId(3), Shop.Ada, 3, 2), (Shop.OrderId(4), Shop.Ada, 4, 2),
        }));
        Assert.That((await StandingAsync(4)).LifetimeSpend.Amount(), Is.EqualTo(80));
    }

    [Test]
    public async Task What_stands_before_the_first_that_came_is_not_touched()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(2), Shop.Order(3, Shop.Bert));

        Assert.That((await MergeAsync()).Select(m => (m.OrderId, m.Ordinal)), Is.EqualTo(new[] { (Shop.OrderId(3), (int?)3) }));
    }

    [Test]
    public async Task An_order_that_names_the_merged_customer_late_is_the_kept_ones()
    {
        await EnterAsync(Shop.Order(1));
        await MergeAsync();

        await EnterAsync(Shop.Order(2, Shop.Bert), Shop.Order(1, Shop.Bert).Later());

        Assert.That(await OrdinalsAsync(1, 2), Is.EqualTo(new[] { 1, 2 }));
        Assert.That((await StandingAsync(2)).CustomerId, Is.EqualTo(Shop.Ada));
    }

    [Test]
    public async Task The_same_snapshot_before_and_after_is_known_as_the_same()
    {
        var order = Shop.Order(1, Shop.Bert);
        await EnterAsync(order);
        await MergeAsync();

        Assert.That(await EnterAsync(order.Again()), Is.Empty);
        Assert.That((await ReadAsync(s => s.SumsAsync(Shop.Domain)))["deliveries/duplicate"], Is.EqualTo(1));
        Assert.That((await StandingAsync(1)).Version, Is.EqualTo(2));
    }

    [Test]
    public async Task Told_again_in_another_delivery_it_changes_nothing()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(2, Shop.Bert));
        var merge = Merge();
        await EnterAsync(merge);

        Assert.That(await EnterAsync(merge), Has.Count.EqualTo(1), "it is owed until it is answered");
        Assert.That(await MergeAsync(), Is.Empty);

        Assert.That((await StandingAsync(2)).Version, Is.EqualTo(2));
        Assert.That((await ReadAsync(s => s.SumsAsync())).GetValueOrDefault(Intake.TakenFrom(Shop.Receiver)), Is.EqualTo(4), "two orders and two deliveries of the merge");
    }

    [Test]
    public async Task One_who_was_merged_into_one_who_was_merged_is_the_last_one_whatever_came_first([Values] bool chainComesLast)
    {
        await EnterAsync(Shop.Order(1), Shop.Order(2, Shop.Bert), Shop.Order(3, Cleo));

        await MergeAsync(chainComesLast ? Shop.Bert : Cleo, chainComesLast ? Shop.Ada : Shop.Bert);
        await MergeAsync(chainComesLast ? Cleo : Shop.Bert, chainComesLast ? Shop.Bert : Shop.Ada);
        await EnterAsync(Shop.Order(4), Shop.Order(5, Shop.Bert));

        Assert.That(await OrdinalsAsync(1, 2, 3, 4, 5), Is.EqualTo(new[] { 1, 2, 3, 4, 5 }));
        Assert.That(await ReadAsync(s => s.QueryAsync<long>("select distinct customer_id from orders")), Is.EqualTo(new[] { Cleo }));
    }

    [Test]
    public async Task A_circle_which_cannot_be_harms_nobody([Values] bool otherWayRound)
    {
        await EnterAsync(Shop.Order(1), Shop.Order(2, Shop.Bert));

        await MergeAsync(otherWayRound ? Shop.Bert : Shop.Ada, otherWayRound ? Shop.Ada : Shop.Bert);
        await MergeAsync(otherWayRound ? Shop.Ada : Shop.Bert, otherWayRound ? Shop.Bert : Shop.Ada);
        await EnterAsync(Shop.Order(3), Shop.Order(4, Shop.Bert));

        Assert.That(await OrdinalsAsync(1, 2, 3, 4), Is.EqualTo(new[] { 1, 2, 3, 4 }));
        Assert.That(await ReadAsync(s => s.QueryAsync<long>("select distinct customer_id from orders")), Is.EqualTo(new[] { Shop.Ada }));
    }

    [Test]
    public async Task An_order_that_counted_once_is_told_anew_too_and_one_that_never_did_is_not()
    {
        await EnterAsync(Shop.Order(1, Shop.Bert), Shop.Order(1, Shop.Bert).Cancelled(), Shop.Order(2, Shop.Bert) with { FinancialStatus = "pending" }, Shop.Order(3));

        var moved = await MergeAsync();

        Assert.That(moved.Select(m => (m.OrderId, m.CustomerId, m.Ordinal)), Is.EquivalentTo(new[] { (Shop.OrderId(1), (long?)Shop.Ada, (int?)null), (Shop.OrderId(3), Shop.Ada, 1) }),
            "what stands behind may not get what left with it");
        Assert.That((await RowAsync(Shop.OrderId(2))).CustomerId, Is.EqualTo(Shop.Ada));
    }

    [Test]
    public async Task What_was_refunded_to_the_one_is_known_of_the_other()
    {
        await EnterAsync(Shop.Order(1, Shop.Bert) with { FinancialStatus = "refunded", CancelledAt = Shop.Day(2), RefundedAt = Shop.Day(2) }, Shop.Order(5));

        await MergeAsync();

        Assert.That((await StandingAsync(5)).DaysSinceRefund, Is.EqualTo(3));
    }

    [Test]
    public async Task Orders_of_the_history_move_and_no_rule_is_asked()
    {
        await ImportAsync(Old(1), Old(2) with { CustomerId = Shop.Bert });
        await EnterAsync(Shop.Order(3));

        var moved = await MergeAsync();

        Assert.That(moved.Select(m => (m.OrderId, m.Ordinal)), Is.EqualTo(new[] { (Shop.OrderId(3), (int?)3) }));
        Assert.That(await OrdinalsAsync(1, 2), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(await ReadAsync(s => s.IsKnownAsync(Shop.Domain, Shop.OrderId(2))), Is.False);
    }

    [Test]
    public async Task An_import_that_comes_after_the_merge_follows_it_by_number_and_by_address()
    {
        await MergeAsync();
        await Desk.JoinAsync(Shop.Domain, [new(Shop.Bert, "ada@example.com")], CancellationToken.None);

        await ImportAsync(Old(1) with { CustomerId = Shop.Bert }, ByAddress(2), Old(3));

        Assert.That(await OrdinalsAsync(1, 2, 3), Is.EqualTo(new[] { 1, 2, 3 }));
    }

    [Test]
    public async Task An_import_that_is_half_done_follows_it()
    {
        await Desk.JoinAsync(Shop.Domain, [new(Shop.Bert, "ada@example.com")], CancellationToken.None);
        await Desk.EnterAsync(Shop.Domain, File, 0, [Old(1) with { CustomerId = Shop.Bert }, Old(2)], CancellationToken.None);

        await MergeAsync();
        await Desk.EnterAsync(Shop.Domain, File, 2, [ByAddress(3)], CancellationToken.None);
        await RankAsync();

        Assert.That(await OrdinalsAsync(1, 2, 3), Is.EqualTo(new[] { 1, 2, 3 }));
    }

    [Test]
    public async Task The_story_of_each_order_that_moved_says_so_and_names_nobody()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(2, Shop.Bert));
        await MergeAsync();
        await EnterAsync(Shop.Order(3, Shop.Bert));

        var (first, second, third) = (await StoryAsync(1), await StoryAsync(2), await StoryAsync(3));
        Assert.That(second, Has.One.EqualTo("The shop merged its customer with another: their orders are one customer's from now on."));
        Assert.That(second[^1], Is.EqualTo("Standing 2: it is the customer's 2nd counting order, a day after the one before; 40.00 USD spent so far."));
        Assert.That(first, Has.None.Contains("merged"));
        Assert.That(third[0], Does.EndWith("The customer that it names was merged with another, whose order it is."));
        Assert.That(string.Concat([.. second, .. third]), Does.Not.Contain($"{Shop.Ada}").And.Not.Contain($"{Shop.Bert}"));
    }

    [Test]
    public async Task Another_shops_customers_of_the_same_number_are_not_concerned()
    {
        await EnterAsync(Shop.Order(1) with { Shop = Shop.OtherDomain }, Shop.Order(2, Shop.Bert) with { Shop = Shop.OtherDomain });

        await MergeAsync();

        Assert.That((await RowAsync(Shop.OrderId(2), Shop.OtherDomain)).CustomerId, Is.EqualTo(Shop.Bert));
    }

    [Test]
    public async Task Who_looks_for_the_merged_customer_finds_the_kept_ones_orders()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(2, Shop.Bert));
        await MergeAsync();
        var finder = new OrderFinder(Store);

        Assert.That((await finder.FindAsync(null, $"{Shop.Bert}", 10, CancellationToken.None)).Select(o => o.OrderId), Is.EquivalentTo(new[] { Shop.OrderId(1), Shop.OrderId(2) }));
        Assert.That(await finder.OfCustomerAsync(Shop.Domain, Shop.Bert, RowCursor.Start, 10, CancellationToken.None), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Of_a_shop_that_is_forgotten_no_merge_that_was_under_way_stays()
    {
        var done = Merge();
        await EnterAsync(done);
        await AskAsync(Wish with { Kind = PrivacyKind.ShopRedact, CustomerId = null });
        var taken = (await ReadAsync(s => s.SumsAsync())).GetValueOrDefault(Intake.TakenFrom(Shop.Receiver));

        await EnterAsync(done);
        await MergeAsync();

        Assert.That(await ReadAsync(s => s.QueryAsync<string>("select shop from customer_merges union select shop from customer_aliases")), Is.Empty);
        Assert.That((await ReadAsync(s => s.SumsAsync())).GetValueOrDefault(Intake.TakenFrom(Shop.Receiver)), Is.EqualTo(taken + 1), "each is counted once");
    }

    private async Task<string[]> StoryAsync(int number) => [.. (await ReadAsync(s => s.StoryAsync(Shop.Domain, Shop.OrderId(number)))).Select(l => l.Text)];
}
