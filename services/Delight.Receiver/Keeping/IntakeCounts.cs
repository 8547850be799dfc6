using System.Diagnostics.Metrics;
using Delight.Platform.Telemetry;
using Delight.Platform.Work;

namespace Delight.Receiver.Keeping;

/// <summary>What this run of the receiver did.</summary>
internal sealed class IntakeCounts(Spool spool, TimeProvider time)
{
    private static readonly Counter<long> Deliveries = DelightTelemetry.Meter.CreateCounter<long>("delight.deliveries", "{delivery}", "Deliveries by outcome");
    private long _handedOver;
    private long _refused;
    private long _ignored;

    /// <summary>Names the run.</summary>
    public string Receiver { get; } = $"{Environment.MachineName}/{Environment.ProcessId}/{time.GetUtcNow().ToUnixTimeMilliseconds()}";

    public void CountHandedOver() => Count(ref _handedOver, "handed-over");

    public void CountRefused() => Count(ref _refused, "refused");

    public void CountIgnored() => Count(ref _ignored, "ignored");

    public IntakeReport Report(bool stopped)
    {
        // The spool first: what leaves it meanwhile is then counted twice rather than not at all.
        var spooled = spool.Count;
        return new IntakeReport
        {
            Receiver = Receiver,
            Spool = spool.Identity,
            Spooled = spooled,
            HandedOver = Interlocked.Read(ref _handedOver),
            Refused = Interlocked.Read(ref _refused),
            Ignored = Interlocked.Read(ref _ignored),
            Stopped = stopped && spooled == 0,
        };
    }

    private static void Count(ref long counter, string outcome)
    {
        Interlocked.Increment(ref counter);
        Deliveries.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
    }
}
