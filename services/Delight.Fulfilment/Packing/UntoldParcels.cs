using Delight.Platform.Bus;
using Delight.Platform.Work;
using Microsoft.Extensions.Logging;

namespace Delight.Fulfilment.Packing;

/// <summary>Where a process died, or the broker was away, between packing a parcel and telling of it, the world is told later.</summary>
internal sealed class UntoldParcels(PackingDesk desk, BusState bus, TimeProvider time, ILogger<UntoldParcels> log)
    : RepeatedRun(bus, time, first: TimeSpan.Zero, every: TimeSpan.FromSeconds(30))
{
    protected override Task RunOnceAsync(CancellationToken cancellationToken) => desk.TellUntoldAsync(cancellationToken);

    protected override void Say(Exception failure) => Log.UntoldWait(log, failure.Message);
}
