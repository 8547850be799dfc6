using Delight.FakeShops;
using Delight.ObjectMother.Stores;
using Delight.Shopify.Backfilling;
using Delight.Shopify.Reporting;

namespace Delight.Shopify.Tests.Backfilling;

/// <summary>All orders from before Delight come into the ledger once, by whatever way, and however often it breaks off.</summary>
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
    public async Task Files_that_fail_again_and_again_are_given_up_for_pages()
    {
        Orders(300);
        Fake.Bulk.FailsAfter = 120;
        await AskAsync();

        var row = await RunToItsEndAsync(1);

        Assert.That(row is { State: BackfillState.Done, Way: BackfillRow.ByPages, Attempts: 3, Added: 300 });
    }

    [Test]
    public async Task A_file_that_breaks_off_is_read_again_and_what_is_in_is_passed_over()
    {
        var ids = Orders(2500);
        Fake.Faults.Add(FaultKind.CutAfter, operation: "bulk");
        await AskAsync();
        await Process().RunAsync(Domain, CancellationToken.None);
        Assert.That(await RowAsync() is { State: BackfillState.Reading, Position: 0 or 1000, Fault: { } fault } && fault.StartsWith("The file of the export cannot be read to its end", StringComparison.Ordinal));

        var row = await RunToItsEndAsync();

        Assert.That(row is { State: BackfillState.Done, Position: 2500, Added: 2500, Fault: null });
        Assert.That(InLedger(), Is.EquivalentTo(ids).And.Unique);
    }

    [Test]
    public async Task When_the_files_time_is_over_the_platform_makes_another()
    {
        var ids = Orders(1500);
        Fake.Faults.Add(FaultKind.Forbidden, operation: "bulk");
        await AskAsync();

        var row = await RunToItsEndAsync();

        Assert.That(row is { State: BackfillState.Done, Way: BackfillRow.InBulk, Position: 1500, Attempts: 1 });
        Assert.That(InLedger(), Is.EquivalentTo(ids).And.Unique);
        Assert.That(Fake.Log.CountOf("BeginExport"), Is.EqualTo(2));
    }

    [Test]
    public async Task An_export_whose_begin_got_lost_is_taken_up_and_not_begun_twice()
    {
        Orders(50);
        Fake.Faults.Add(FaultKind.CutAfter, operation: "BeginExport");
        await AskAsync();
        await Process().RunAsync(Domain, CancellationToken.None);
        Assert.That((await RowAsync()).State, Is.EqualTo(BackfillState.Asked));

        var row = await RunToItsEndAsync();

        Assert.That(row is { State: BackfillState.Done, Added: 50 });
        Assert.That(Fake.Log.CountOf("BeginExport"), Is.EqualTo(1));
    }

    [Test]
    public async Task Killed_at_any_step_another_process_goes_on([Range(1, 12)] int step)
    {
        var ids = Orders(1200);
        Fake.Bulk.Refusal = step % 2 == 0 ? "Bulk operations are not available." : null;
        await AskAsync();
        using var killed = new CancellationTokenSource();
        var asked = 0;
        Ledger.WhenAsked = async _ =>
        {
            if (Interlocked.Increment(ref asked) == (step + 1) / 2)
            {
                await killed.CancelAsync();
            }
        };
        try
        {
            await Process().RunAsync(Domain, killed.Token);
        }
        catch (OperationCanceledException)
        {
            // As it should be: the process is gone.
        }

        Ledger.WhenAsked = _ => Task.CompletedTask;
        var row = await RunToItsEndAsync();

        Assert.That((row.State, row.Position), Is.EqualTo((BackfillState.Done, 1200L)));
        Assert.That(InLedger(), Is.EquivalentTo(ids).And.Unique);
    }

    [Test]
    public async Task Two_processes_bring_it_in_once()
    {
        var ids = Orders(1200);
        await AskAsync();

        await Task.WhenAll(Process().RunAsync(Domain, CancellationToken.None), Process().RunAsync(Domain, CancellationToken.None));

        Assert.That(await RowAsync() is { State: BackfillState.Done, Added: 1200 });
        Assert.That(InLedger(), Is.EquivalentTo(ids).And.Unique);
        Assert.That(Fake.Log.CountOf("bulk"), Is.EqualTo(1));
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
    public async Task A_shop_that_cannot_be_reached_is_asked_again_later()
    {
        Order(TimeSpan.FromDays(1));
        Fake.Faults.Add(new Fault(FaultKind.BadGateway) { Times = 7 });
        await AskAsync();
        await Process().RunAsync(Domain, CancellationToken.None);
        Assert.That(await RowAsync() is { State: BackfillState.Asked, Fault: not null });

        Assert.That(await RunToItsEndAsync() is { State: BackfillState.Done, Fault: null });
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

    private long[] Orders(int number) => [.. Enumerable.Range(0, number).Select(n => Order(TimeSpan.FromDays(300) - TimeSpan.FromMinutes(n)).Id)];
}
