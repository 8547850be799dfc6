namespace Delight.Platform.Work;

/// <summary>What waits in a receiver's spool, as it last reported.</summary>
public sealed record SpoolDepth
{
    /// <summary>Names the run; begins with the machine's name.</summary>
    public string Receiver { get; init; } = "";

    /// <summary>Deliveries.</summary>
    public long Spooled { get; init; }
}
