using System.Text.Json;
using Delight.ChaosTests.Overload;
using Delight.ChaosTests.Trials;
using Delight.SystemTests.Running;

namespace Delight.ChaosTests;

/// <summary>Bodies of 5 MiB come from everywhere: only a handful is in memory at once, and ordinary deliveries pass beside them.</summary>
internal sealed class LargeBodiesTests
{
    private const int Connections = 120;
    private const long MostMegabytes = 300;
    private static readonly TimeSpan FloodTime = SharedData.Long ? TimeSpan.FromMinutes(1) : TimeSpan.FromSeconds(2);

    [TestCase(Form.Embedded)]
    [TestCase(Form.Distributed)]
    public async Task A_flood_of_the_largest_bodies_swells_no_process_and_ordinary_deliveries_pass_beside_it(Form form)
    {
        await using var trial = await Trial.StartAsync($"Bodies of 5 MiB on {Connections} connections for {FloodTime.TotalSeconds:N0} s beside good deliveries ({form.ToString().ToLowerInvariant()})", form: form);
        var bodies = new LargeBodies(trial.Installation.Processes[0].Address, trial.Answers);
        var onlookers = new Onlookers(trial.Installation);

        var flood = bodies.FloodAsync(Connections, FloodTime);
        await Task.WhenAll(onlookers.LookAsync(flood), trial.SellDuringAsync(flood));
        trial.FaultIsOver();
        await bodies.OrderIsTakenAsync();
        TestContext.Out.WriteLine($"Orders of 5 MiB: {bodies.Orders}; forged: {bodies.Forged}.");
        await trial.EndsExactlyAsync(watchMemory: true);
        await trial.Installation.SettledAsync(TimeSpan.FromMinutes(3));

        var other = JsonDocument.Parse(await trial.Installation.Api.GetStringAsync(new Uri($"/api/v1/stats?shop={Installation.ShopNumber(1)}", UriKind.Relative))).RootElement;
        Assert.That(other.GetProperty("orders").GetProperty("known").GetInt64(), Is.EqualTo(1), "the large order");
        Assert.That(other.GetProperty("deliveries").GetProperty("quarantined").GetInt64(), Is.Zero, "set aside");
        Assert.That(bodies.Forged.Of(200), Is.Zero, "forged ones that were taken");
        Assert.That(bodies.Orders.WithoutRetryAfter + bodies.Forged.WithoutRetryAfter, Is.Zero, "answers 503 without Retry-After");
        Assert.That(trial.PeakMegabytes, Is.LessThan(MostMegabytes), "MB of the largest process");
    }
}
