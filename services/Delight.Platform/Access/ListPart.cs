namespace Delight.Platform.Access;

/// <summary>Which part of a list is asked for: so many, from the first that is named; all of it where nothing is said.</summary>
/// <param name="First">How many are left out before it.</param>
public sealed record ListPart(int First, int Limit)
{
    private const int MostLimit = 1000;
    private const int MostFirst = 1_000_000_000;

    public static ListPart All { get; } = new(0, int.MaxValue);

    /// <returns>The part, and what is wrong with it as a sentence; nothing when it can be used.</returns>
    public static (ListPart Part, string? Fault) Read(string? first, string? limit)
    {
        var (from, faultOfFirst) = WholeNumber.Read("first", first, 0, MostFirst, 0);
        var (most, faultOfLimit) = WholeNumber.Read("limit", limit, 1, MostLimit, int.MaxValue);
        return (new ListPart(from, most), faultOfFirst ?? faultOfLimit);
    }

    public IReadOnlyList<T> Of<T>(IEnumerable<T> list) => [.. list.Skip(First).Take(Limit)];
}
