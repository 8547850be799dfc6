namespace Delight.Host.Preview;

/// <summary>What a rule would have given on a recorded history.</summary>
/// <param name="Settings">Those that were tried instead of what is in force, such as <c>From=3</c>.</param>
/// <param name="Customers">Who would have got something.</param>
/// <param name="ByOrdinal">Matches by the place in the customer's row.</param>
/// <param name="RanOut">What came to its end, and when first.</param>
internal sealed record PreviewResult(
    string Rule, IReadOnlyList<string> Settings, int Orders, int Counting, int Matched, int Customers, int Extras, int Notes,
    IReadOnlyDictionary<int, int> ByOrdinal, IReadOnlyList<PreviewMonth> Months, IReadOnlyDictionary<string, DateTimeOffset> RanOut, IReadOnlyList<PreviewExample> Examples)
{
    /// <summary>Which orders matched; for the difference to other settings.</summary>
    internal IReadOnlySet<long> MatchedOrders { get; init; } = new HashSet<long>();
}

/// <param name="Cost">In whole units of the shop's currency; absent for a shop that is not listed under <c>Delight:Giving</c>.</param>
internal sealed record PreviewMonth(string Month, int Matched, int Extras, int Notes, decimal? Cost);

/// <param name="Lines">As the packer would read them.</param>
internal sealed record PreviewExample(string Order, DateTimeOffset At, int Ordinal, string Why, IReadOnlyList<string> Lines);
