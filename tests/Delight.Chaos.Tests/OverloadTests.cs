using Delight.ChaosTests.Overload;
using Delight.ChaosTests.Trials;
using Delight.SystemTests.Running;

namespace Delight.ChaosTests;

/// <summary>Far more is posted than can be taken: what cannot be taken is refused at once, and nothing else suffers.</summary>
internal sealed class OverloadTests
{
    private const long MostMegabytes = 300;
    private static readonly TimeSpan FloodTime = SharedData.Long ? TimeSpan.FromMinutes(1) : TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WorkedOffWithin = TimeSpan.FromMinutes(SharedData.Long ? 15 : 3);

    [TestCase(Form.Embedded)]
    [TestCase(Form.Distributed)]
    public async Task More_orders_than_can_be_taken_are_refused_early_and_none_is_lost(Form form)
    {
        const int Connections = 1_000;
        await using var trial = await Trial.StartAsync($"{Connections:N0} connections post as fast as they can for {FloodTime.TotalSeconds:N0} s ({form.ToString().ToLowerInvariant()})", form: form);
        var shop = new ShopInAHurry(trial.Shop, trial.Installation.Processes[0].Address, trial.Answers);
        var onlookers = new Onlookers(trial.Installation);

        await onlookers.LookAsync(shop.FloodAsync(Connections, FloodTime));
        TestContext.Out.WriteLine($"{shop.Answers}: {shop.Answers.Of(200) / FloodTime.TotalSeconds:N0}/s accepted, {shop.Answers.Of(503) / FloodTime.TotalSeconds:N0}/s refused.");
        await trial.Installation.SendAsync(shop.Left);
        trial.FaultIsOver();
        await trial.EndsExactlyAsync(WorkedOffWithin, watchMemory: true);

        TestContext.Out.WriteLine($"The largest process took {trial.PeakMegabytes} MB.");
        Assert.That(shop.Answers.Statuses, Is.SubsetOf(new[] { 200, 503 }));
        Assert.That(shop.Answers.Of(503), Is.Positive, "it was more than could be taken");
        Assert.That(shop.Answers.WithoutRetryAfter, Is.Zero, "answers 503 without Retry-After");
        Assert.That(shop.Answers.Unanswered, Is.LessThanOrEqualTo(shop.Answers.Of(503) / 100), "posts whose connection ended first: the server lets go of whoever reads too slowly, as a starved sender may");
        Assert.That(trial.PeakMegabytes, Is.LessThan(MostMegabytes), "MB of the largest process");
    }
}
