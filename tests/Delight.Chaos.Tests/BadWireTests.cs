using Delight.ChaosTests.Trials;
using Delight.SystemTests.Running;

namespace Delight.ChaosTests;

/// <summary>The network between the roles and the broker misbehaves in each of the ways that networks have.</summary>
[Parallelizable]
internal sealed class BadWireTests
{
    private static TimeSpan Outage => TimeSpan.FromSeconds(SharedData.Long ? 60 : 5);

    [Test]
    public async Task A_wire_that_stalls_delays_and_loses_nothing() =>
        await OverWireAsync($"Network to the broker stalls for {Outage.TotalSeconds} s", async (trial, wire) =>
        {
            wire.Stall();
            var before = trial.Answers.Accepted;
            await Task.Delay(Outage);
            Assert.That(trial.Answers.Accepted, Is.GreaterThan(before), "deliveries answered 200 while nothing passed");
            wire.Flow();
        });

    [Test]
    public async Task Connections_that_are_reset_are_opened_anew() =>
        await OverWireAsync("Network to the broker resets every connection, 5 times", async (trial, wire) =>
        {
            for (var i = 0; i < 5; i++)
            {
                wire.Reset();
                await trial.AcceptedAsync(100);
            }
        });

    [Test]
    public async Task Half_a_message_is_no_message() =>
        await OverWireAsync($"Network to the broker delivers half and ends, for {Outage.TotalSeconds} s", async (_, wire) =>
        {
            wire.Halve(true);
            await Task.Delay(Outage);
            wire.Halve(false);
        });

    private static async Task OverWireAsync(string fault, Func<Trial, Wire, Task> harm)
    {
        await using var trial = await Trial.CreateAsync(fault, behindWire: true);
        var wire = trial.Installation.Wire!;
        wire.Mend();
        await trial.Installation.StartProcessesAsync();

        await trial.SellDuringAsync(HarmAsync());

        await trial.EndsExactlyAsync();

        async Task HarmAsync()
        {
            await trial.AcceptedAsync(150);
            await harm(trial, wire);
            trial.FaultIsOver();
        }
    }
}
