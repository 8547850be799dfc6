using Delight.ChaosTests.Trials;
using Delight.SystemTests.Running;

namespace Delight.ChaosTests;

/// <summary>The platform promises each delivery at least once; here it makes much use of that.</summary>
[Parallelizable]
internal sealed class SameDeliveryTests
{
    private const int Times = 200, Connections = 64;

    [Test]
    public async Task The_same_delivery_two_hundred_times_at_the_same_instant_has_one_effect()
    {
        await using var trial = await Trial.StartAsync($"The same delivery {Times} times at once on {Connections} connections, for each of 30 orders",
            new Arrangement { Roles = [["Receiver"], ["Ledger"], ["Ledger"], ["Rules", "Fulfilment"], ["Dashboard"]] });
        await trial.SellAsync(90, connections: 1);

        trial.FaultIsOver();
        foreach (var delivery in trial.Shop.Sell(30).Distinct())
        {
            await trial.Installation.SendAsync(Enumerable.Repeat(delivery, Times), Connections);
        }

        trial.FaultIsOver();
        await trial.EndsExactlyAsync();
    }
}
