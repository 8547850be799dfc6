namespace Delight.FakeShops;

/// <summary>A topic and where the app wants to hear of it.</summary>
/// <param name="Topic">The schema's name of it, for instance <c>ORDERS_CREATE</c>.</param>
public sealed record Subscription(long Id, string Topic, string Uri, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public string Format { get; init; } = "JSON";
    public string? Filter { get; init; }
    public IReadOnlyList<string> IncludeFields { get; init; } = [];

    internal static string NameOf(string topic) => topic.Replace('/', '_').ToUpperInvariant();
}
