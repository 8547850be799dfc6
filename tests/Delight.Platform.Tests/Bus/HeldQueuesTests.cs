using Delight.ObjectMother;

namespace Delight.Platform.Tests.Bus;

public class HeldQueuesTests : OnRabbitMq
{
    [Test]
    public async Task A_queue_holds_what_waits_and_what_is_in_work()
    {
        var done = new TaskCompletionSource();
        Instructions.WhenCarrying = _ => done.Task;
        await using var process = await StartAsync([]);
        Task<bool> HoldsAsync() => process.Depths.AnyHoldsAsync(["carrier"], evenInWork: true, CancellationToken.None);
        await Limit.UntilAsync(async () => !await HoldsAsync(), "nothing is there");

        await process.Handover.HandOverAsync(new ParcelSealed { Number = 1 }, Guid.NewGuid(), CancellationToken.None).WaitAsync(Limit.Patience);
        Assert.That(await HoldsAsync(), Is.True, "it waits");
        await using var worker = await StartAsync(Everybody);
        await Limit.UntilAsync(async () => (await DepthsAsync(process)).Single(d => d.Name == "carrier") is { Ready: 0, Unacknowledged: 1 }, "it is in work");
        Assert.That(await HoldsAsync(), Is.True, "it is in work");
        done.SetResult();

        await Limit.UntilAsync(async () => !await HoldsAsync(), "it is done");
    }
}
