namespace Delight.Shopify.Wire;

/// <summary>What the shop answered.</summary>
public sealed class WireAnswer
{
    /// <summary>Of HTTP.</summary>
    public required int Status { get; init; }

    /// <summary>How long the shop wants to be left alone, if it says so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>UTF-8; an object with <c>data</c>, <c>errors</c> and <c>extensions</c> when the status is 200, anything at all otherwise.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }
}
