using Delight.Platform.Bus;
using Delight.Platform.Store;
using Delight.Platform.Work;
using Microsoft.Extensions.Logging;

namespace Delight.Platform.Failures;

/// <summary>In one process: gives what failed back to its queue when its time has come.</summary>
internal sealed class LaterRetries(StoredFailures failures, BusState bus, IStore store, TimeProvider time, ILogger<LaterRetries> log)
    : RepeatedRun(bus, time, first: LookEvery, every: LookEvery)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private readonly TimeProvider _time = time;

    protected override Task RunOnceAsync(CancellationToken cancellationToken) => failures.ReplayDueAsync(_time.GetUtcNow(), cancellationToken);

    protected override void Say(Exception failure) => Log.RetriesWait(log, store.IsTransient(failure) ? store.Explain(failure) : failure.Message);
}
