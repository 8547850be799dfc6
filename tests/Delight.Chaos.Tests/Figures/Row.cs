namespace Delight.ChaosTests.Figures;

/// <summary>What one fault came to.</summary>
/// <param name="Accepted">Deliveries answered 200, repeated ones included.</param>
/// <param name="Lost">Of what was answered 200: orders that are not known, and gifts that are not there.</param>
/// <param name="Doubled">Orders, parcels and lines that nothing sent accounts for.</param>
/// <param name="Recovery">From the end of the fault, or of what was sent after it, until everything accepted had its effect.</param>
internal sealed record Row(string Fault, long Accepted, long Lost, long Doubled, TimeSpan Recovery)
{
    /// <summary>Half of what was answered 200 was answered within this time.</summary>
    public TimeSpan Half { get; init; }

    /// <summary>Of a hundred posts that were answered 200, ninety-nine were within this time.</summary>
    public TimeSpan NearlyAll { get; init; }

    /// <summary>Of one post that was answered 200.</summary>
    public TimeSpan Longest { get; init; }

    /// <summary>Posts answered 503 with Retry-After, each posted again later.</summary>
    public long Refused { get; init; }

    /// <summary>The highest resident memory of any process of Delight, where it was watched.</summary>
    public long? PeakMegabytes { get; init; }

    public override string ToString() =>
        $"| {Fault} | {Accepted:N0} | {Lost} | {Doubled} | {Half.TotalMilliseconds:N0} | {NearlyAll.TotalMilliseconds:N0} | {Longest.TotalMilliseconds:N0} | {Refused:N0} | {Recovery.TotalSeconds:N1} | {PeakMegabytes?.ToString() ?? "–"} |";
}
