using System.Net;
using Delight.ChaosTests.Faults;
using Delight.ChaosTests.Trials;
using Delight.SystemTests.Running;

namespace Delight.ChaosTests;

/// <summary>The broker is away and the disk of the spool is full: what cannot be kept is refused, and taken when there is room again.</summary>
[Parallelizable]
internal sealed class SpoolFullTests
{
    [Test]
    public async Task A_full_spool_refuses_with_503_and_Retry_After_until_there_is_room_again()
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 16);
        await using var trial = await Trial.CreateAsync("Spool's disk full while the broker is away, then freed", behindWire: true,
            arrangement: new Arrangement { Settings = new Dictionary<string, string> { ["Delight__Spool__Path"] = disk.Path } });
        trial.Installation.Wire!.Mend();
        await trial.Installation.StartProcessesAsync();
        await trial.SellAsync(200);
        await trial.Installation.Wire.CutAsync();
        await trial.SellAsync(200);

        disk.Fill();
        await trial.SellDuringAsync(FreedAsync(trial, disk));
        trial.Installation.Wire.Mend();
        trial.FaultIsOver();

        await trial.EndsExactlyAsync();
        Assert.That(trial.Answers.WithoutRetryAfter, Is.Zero, "answers 503 without Retry-After");
    }

    private static async Task FreedAsync(Trial trial, SmallDisk disk)
    {
        await Eventually.BecomesTrueAsync("deliveries are refused", () => Task.FromResult(trial.Answers.Of(HttpStatusCode.ServiceUnavailable) >= 100));
        disk.Free();
        await trial.AcceptedAsync(200);
    }
}
