using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Delight.Platform.Telemetry;
using Delight.Platform.Work;

namespace Delight.Receiver.Keeping;

/// <summary>What this run of the receiver did.</summary>
internal sealed class IntakeCounts(Spool spool, TimeProvider time)
{
    private static readonly Counter<long> Deliveries = DelightTelemetry.Meter.CreateCounter<long>("delight.deliveries", "{delivery}", "Deliveries by outcome");
    private readonly ConcurrentDictionary<string, long> _handedOver = new();
    private long _refused;
    private long _ignored;

    /// <summary>Names the run.</summary>
    public string Receiver { get; } = $"{Environment.MachineName}/{Environment.ProcessId}/{time.GetUtcNow().ToUnixTimeMilliseconds()}";

    public SignatureTimes Signatures { get; } = new();

    /// <param name="takenInBy">The run of the receiver that the message names.</param>
    public void CountHandedOver(string takenInBy)
    {
        _handedOver.AddOrUpdate(takenInBy, 1, (_, before) => before + 1);
        Count("handed-over");
    }

    public void CountRefused()
    {
        Interlocked.Increment(ref _refused);
        Count("refused");
    }

    public void CountIgnored()
    {
        Interlocked.Increment(ref _ignored);
        Count("ignored");
    }

    public IntakeReport Report(bool stopped)
    {
        // The spool first: what leaves it meanwhile is then counted twice rather than not at all.
        var spooled = spool.Count;
        return new IntakeReport
        {
            Receiver = Receiver,
            Spool = spool.File.Identity,
            Spooled = spooled,
            HandedOver = new Dictionary<string, long>(_handedOver),
            Refused = Interlocked.Read(ref _refused),
            Ignored = Interlocked.Read(ref _ignored),
            Stopped = stopped && spooled == 0,
        };
    }

    private static void Count(string outcome) => Deliveries.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
