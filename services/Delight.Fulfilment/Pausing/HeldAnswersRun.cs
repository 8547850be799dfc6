using Delight.Platform.Bus;
using Delight.Platform.Work;
using Microsoft.Extensions.Logging;

namespace Delight.Fulfilment.Pausing;

/// <summary>Where a process died, or the broker was away, while a rule went on, the rest of what waited is given back later.</summary>
internal sealed class HeldAnswersRun(HeldAnswers held, BusState bus, TimeProvider time, ILogger<HeldAnswersRun> log)
    : RepeatedRun(bus, time, first: TimeSpan.Zero, every: TimeSpan.FromSeconds(30))
{
    protected override Task RunOnceAsync(CancellationToken cancellationToken) => held.GiveBackAsync(cancellationToken);

    protected override void Say(Exception failure) => Log.HeldAnswersWait(log, failure.Message);
}
