using Delight.FakeShops;
using Delight.ObjectMother.Stores;
using Delight.Shopify.Backfilling;

namespace Delight.Shopify.Tests.Backfilling;

/// <summary>However often it breaks off, and whoever goes on with it, each order comes once.</summary>
internal sealed class InterruptedBackfillTests(StoreKind kind) : OnBackfilling(kind)
{
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
    public async Task A_shop_that_cannot_be_reached_is_asked_again_later()
    {
        Order(TimeSpan.FromDays(1));
        Fake.Faults.Add(new Fault(FaultKind.BadGateway) { Times = 7 });
        await AskAsync();
        await Process().RunAsync(Domain, CancellationToken.None);
        Assert.That(await RowAsync() is { State: BackfillState.Asked, Fault: not null });

        Assert.That(await RunToItsEndAsync() is { State: BackfillState.Done, Fault: null });
    }
}
