using Delight.ChaosTests.Trials;
using Delight.SystemTests.Running;

namespace Delight.ChaosTests;

/// <summary>Everybody buys at once while the ledger is not there: the door takes all, the broker holds it, and no process swells.</summary>
[Parallelizable]
internal sealed class FlashSaleTests
{
    private const long MostMegabytes = 300;

    [Test]
    public async Task A_flash_sale_without_the_ledger_is_worked_off_when_it_is_back()
    {
        var orders = SharedData.Long ? 50_000 : 3_000;
        await using var trial = await Trial.StartAsync($"Flash sale of {orders:N0} orders while the ledger is stopped",
            new Arrangement { Roles = [["Receiver"], ["Ledger"], ["Rules"], ["Fulfilment"], ["Dashboard"]] });
        var ledger = trial.Process(1);
        await ledger.StopAsync();

        var report = await trial.SellAsync(orders, connections: 64);
        TestContext.Out.WriteLine($"Taken at {report.Answered / report.Elapsed.TotalSeconds:N0} deliveries/s.");
        await ledger.StartAsync();
        trial.FaultIsOver();
        await trial.EndsExactlyAsync(TimeSpan.FromMinutes(SharedData.Long ? 10 : 3), watchMemory: true);

        Assert.That(trial.PeakMegabytes, Is.LessThan(MostMegabytes), "MB of the largest process");
    }
}
