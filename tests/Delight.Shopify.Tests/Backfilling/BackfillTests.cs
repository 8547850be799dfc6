using Delight.ObjectMother.Stores;
using Delight.Shopify.Backfilling;
using Delight.Shopify.Reporting;

namespace Delight.Shopify.Tests.Backfilling;

/// <summary>All orders from before Delight come into the ledger, by whatever way, and nothing else does.</summary>
internal sealed class BackfillTests(StoreKind kind) : OnBackfilling(kind)
{
    [Test]
    public async Task All_orders_come_by_one_file_of_the_platform()
    {
        var ids = Orders(2500);
        await AskAsync();

        var row = await RunToItsEndAsync(1);

        Assert.That(row is { State: BackfillState.Done, Way: BackfillRow.InBulk, Position: 2500, Added: 2500, Counted: 2500, Limited: false, Fault: null });
        Assert.That(InLedger(), Is.EquivalentTo(ids));
        var first = FirstInLedger();
        Assert.That((first.GetProperty("customerId").GetInt64(), first.GetProperty("financialStatus").GetString(), first.GetProperty("total").GetDecimal(), first.GetProperty("currency").GetString(), first.GetProperty("requiresShipping").GetBoolean()),
            Is.EqualTo((77, "paid", 42.5m, "USD", true)));
        Assert.That(Fake.Log.CountOf("BeginExport"), Is.EqualTo(1));
    }

    [Test]
    public async Task Orders_that_were_made_since_are_not_history()
    {
        var old = Order(TimeSpan.FromDays(3));
        Order(TimeSpan.FromMinutes(-5));
        await AskAsync();

        await RunToItsEndAsync(1);

        Assert.That(InLedger(), Is.EqualTo(new[] { old.Id }));
    }

    [Test]
    public async Task A_shop_without_orders_is_done_at_once()
    {
        await AskAsync();

        Assert.That(await RunToItsEndAsync(1) is { State: BackfillState.Done, Position: 0 });
    }

    [Test]
    public async Task Where_no_file_is_to_be_had_pages_are_read()
    {
        var ids = Orders(450);
        Fake.Bulk.Refusal = "Bulk operations are not available.";
        await AskAsync();

        var row = await RunToItsEndAsync(1);

        Assert.That(row is { State: BackfillState.Done, Way: BackfillRow.ByPages, Position: 450, Added: 450 });
        Assert.That(InLedger(), Is.EquivalentTo(ids));
    }

    [Test]
    public async Task Without_the_scope_for_all_orders_it_is_said_what_that_means()
    {
        Fake.Options.Scopes.Remove("read_all_orders");
        Order(TimeSpan.FromDays(90));
        var young = Order(TimeSpan.FromDays(30));
        await AskAsync();

        var says = BackfillView.Of(await RunToItsEndAsync(1));

        Assert.That(says is { State: BackfillState.Done, Limited: true, Added: 1 });
        Assert.That(says.OldestOrderAt, Is.EqualTo(young.CreatedAt));
        Assert.That(says.Says, Does.Contain("60 days only").And.Contain("ordinals start too low").And.Contain("read_all_orders"));
    }

    [Test]
    public async Task What_the_shop_does_not_allow_is_for_a_person()
    {
        Fake.Options.Scopes.Clear();
        Order(TimeSpan.FromDays(1));
        await AskAsync();

        var row = await RunToItsEndAsync(1);

        Assert.That(row.State, Is.EqualTo(BackfillState.Failed));
        Assert.That(row.Fault, Does.Contain("does not allow it"));
        Assert.That(Log.Lines.Single(), Does.StartWith($"The history of {Domain} could not be brought in:"));
    }

    [Test]
    public async Task Asked_for_again_while_it_is_under_way_it_goes_on_and_afterwards_it_begins_anew()
    {
        Orders(10);
        await AskAsync();
        var first = await RowAsync();
        await AskAsync();
        Assert.That((await RowAsync()).AskedAt, Is.EqualTo(first.AskedAt));
        await RunToItsEndAsync(1);
        await AskAsync();

        Assert.That(await RunToItsEndAsync(1) is { State: BackfillState.Done, Position: 10, Added: 0 });
    }
}
