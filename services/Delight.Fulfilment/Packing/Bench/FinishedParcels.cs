using Delight.Platform.Bus;
using Delight.Platform.Work;
using Microsoft.Extensions.Logging;

namespace Delight.Fulfilment.Packing.Bench;

/// <summary>Packs for good what was finished at a bench and not taken back; any process that serves the API does it for those that died.</summary>
internal sealed class FinishedParcels(PackingDesk desk, BusState bus, TimeProvider time, ILogger<FinishedParcels> log)
    : RepeatedRun(bus, time, first: TimeSpan.Zero, every: TimeSpan.FromSeconds(2))
{
    protected override Task RunOnceAsync(CancellationToken cancellationToken) => desk.PackFinishedAsync(cancellationToken);

    protected override void Say(Exception failure) => Log.FinishedParcelsWait(log, failure.Message);
}
