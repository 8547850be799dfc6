using Delight.ObjectMother;
using Delight.Platform.Bus;
using Microsoft.Extensions.DependencyInjection;

namespace Delight.Platform.Tests.Bus;

public class BusWatchTests : OnRabbitMq
{
    private const int MoreThanIsInHand = 300;

    [Test]
    public async Task A_bus_that_works_nothing_off_is_made_anew_and_what_it_had_in_hand_is_worked_off()
    {
        using var hangs = new ManualResetEventSlim(initialState: true);
        Instructions.WhenCarrying = _ => hangs.IsSet ? Task.Delay(Timeout.Infinite) : Task.CompletedTask;
        await using var process = await StartAsync(Everybody);
        process.Services.GetRequiredService<BusWatch>().Patience = TimeSpan.FromSeconds(3);
        await Task.WhenAll(Enumerable.Range(0, MoreThanIsInHand).Select(i =>
            process.Handover.HandOverAsync(new ParcelSealed { Number = i }, Guid.NewGuid(), CancellationToken.None)));

        hangs.Reset();

        await Limit.UntilAsync(() => Instructions.Carried.Distinct().Count() == MoreThanIsInHand, "everything is carried");
    }

    [Test]
    public async Task A_queue_that_somebody_deleted_is_there_again()
    {
        await using var process = await StartAsync(Everybody);
        process.Services.GetRequiredService<BusWatch>().Patience = TimeSpan.FromSeconds(3);

        (await Management.DeleteAsync($"queues/{VirtualHost}/carrier")).EnsureSuccessStatusCode();

        await Limit.UntilAsync(async () =>
        {
            await process.Handover.HandOverAsync(new ParcelSealed { Number = 1 }, Guid.NewGuid(), CancellationToken.None).WaitAsync(Limit.Patience);
            return !Instructions.Carried.IsEmpty;
        }, "a message is carried");
    }
}
