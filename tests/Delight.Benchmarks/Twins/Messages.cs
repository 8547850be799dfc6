using System.Text.Json.Serialization;

namespace Delight.Benchmarks.Twins;

/// <summary>An order and its place in its customer's row.</summary>
internal sealed record RankedOrder
{
    public required string Shop { get; init; }
    public required long Id { get; init; }
    public required string Name { get; init; }
    public long? Customer { get; init; }
    public string? FirstName { get; init; }
    public required long CreatedAt { get; init; }
    public bool RequiresShipping { get; init; }
    public bool Fulfilled { get; init; }
    public string Currency { get; init; } = "";
    public long? Ordinal { get; init; }
    public long? Spend { get; init; }
    public required long Version { get; init; }
}

/// <summary>Give or pass, and why.</summary>
internal sealed record Answer
{
    public required string Shop { get; init; }
    public required long Id { get; init; }
    public required string Name { get; init; }
    public long? Customer { get; init; }
    public required long OrderedAt { get; init; }
    public long? Ordinal { get; init; }
    public required long Version { get; init; }
    public required string Why { get; init; }

    /// <summary>Empty for a pass.</summary>
    public IReadOnlyList<AnswerLine> Lines { get; init; } = [];
}

internal sealed record AnswerLine(string Kind, string? Sku, string? Title, string? Text, long? Value);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(RankedOrder))]
[JsonSerializable(typeof(Answer))]
internal sealed partial class TwinJson : JsonSerializerContext;
