using Delight.Platform.Bus;
using Delight.Platform.Store;
using Delight.Platform.Work;
using Microsoft.Extensions.Logging;

namespace Delight.Ledger.Privacy;

/// <summary>A message with a name may fail long after its customer was forgotten: a rule was switched off, a process stood still.
/// What failed is looked at again and again, as long as there is a tombstone.</summary>
internal sealed class ForgottenFailuresRun(ForgottenFailures failures, BusState bus, IStore store, TimeProvider time, ILogger<ForgottenFailuresRun> log)
    : RepeatedRun(bus, time, first: Every, every: Every)
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(15);

    protected override Task RunOnceAsync(CancellationToken cancellationToken) => failures.RedactAsync(request: null, cancellationToken);

    protected override void Say(Exception failure) => Log.FailuresNotSearched(log, store.IsTransient(failure) ? store.Explain(failure) : failure.Message);
}
