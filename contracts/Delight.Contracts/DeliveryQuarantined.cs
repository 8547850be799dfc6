namespace Delight.Contracts;

/// <summary>An authentic delivery could not be understood; it is set aside whole, with the reasons.</summary>
public sealed record DeliveryQuarantined
{
    public required string Shop { get; init; }

    /// <summary>Sentences for a person, at least one.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>The raw body, at most 5 MiB. May hold personal data.</summary>
    public required byte[] Body { get; init; }
    public required Delivery Delivery { get; init; }
}
