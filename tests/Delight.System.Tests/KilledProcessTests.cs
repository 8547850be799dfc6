using Delight.Simulator;
using Delight.SystemTests.Running;

namespace Delight.SystemTests;

/// <summary>One process, killed in the middle and started again: what was answered 200 has its effect, once.</summary>
internal sealed class KilledProcessTests
{
    [Test]
    public async Task Killed_twice_in_the_middle_it_ends_as_if_nothing_had_happened()
    {
        ShopOrder[] history = [.. CdnowHistory.Read(SharedData.File("cdnow/CDNOW_master.txt")).Take(SharedData.Long ? int.MaxValue : 25_000)];
        await using var installation = await Installation.StartAsync(Form.Embedded);

        var sending = installation.SendAsync(RecordedShop.Deliveries(history));
        foreach (var known in new[] { history.Length / 5, history.Length * 3 / 5 })
        {
            await Eventually.BecomesTrueAsync($"{known} orders are known",
                async () => (await installation.StatsAsync()).GetProperty("orders").GetProperty("known").GetInt64() > known, TimeSpan.FromMinutes(5));
            await ((HostProcess)installation.Processes[0]).KillAsync();
            await installation.StartProcessesAsync();
        }

        await sending;
        await installation.SettledAsync();

        ExpectedGifts.AreExactly(ExpectedGifts.Of(history), await installation.ParcelsAsync());
    }
}
