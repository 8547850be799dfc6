using System.Collections.Concurrent;
using Delight.Platform.Bus;

namespace Delight.Receiver.Keeping;

/// <summary>Why what is spooled still waits, as sentences for a person.</summary>
internal sealed class WaitingCauses(BusState bus)
{
    public const string None = "On the way.";
    private readonly ConcurrentDictionary<long, string> _own = new();
    private volatile string? _latest;

    /// <summary>Nothing could be read.</summary>
    public void Failed(string says) => _latest = says;

    public void Failed(long seq, string says)
    {
        _own[seq] = says;
        _latest = says;
    }

    /// <summary>It waits no longer; what hindered the others may be over as well.</summary>
    public void Left(long seq)
    {
        _own.TryRemove(seq, out _);
        _latest = null;
    }

    /// <summary>A bus that is away is everybody's cause; otherwise an entry has its own, or the latest trouble of the others.</summary>
    public CausesNow Now() => bus.WaitsFor is { } away ? new CausesNow(away, new Dictionary<long, string>()) : new CausesNow(_latest ?? None, new Dictionary<long, string>(_own));
}

/// <param name="Own">Of the few entries, by place, that have another.</param>
internal sealed record CausesNow(string Common, IReadOnlyDictionary<long, string> Own)
{
    public string Of(long seq) => Own.GetValueOrDefault(seq, Common);
}
