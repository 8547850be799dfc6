using System.Text.Json.Serialization;

namespace Delight.Contracts;

/// <summary>One thing that goes into the parcel, with the reason why.</summary>
public sealed record GestureLine
{
    /// <summary>One of <see cref="LineKind"/>; more may come.</summary>
    public required string Kind { get; init; }
    public string? Sku { get; init; }
    public string? Title { get; init; }
    public required int Quantity { get; init; }

    /// <summary>The words to write, for a note; for an extra, which one of it, such as <c>Size M</c>. May hold personal data.</summary>
    public string? Text { get; init; }

    /// <summary>What the customer takes it to be worth, each.</summary>
    public Money? Value { get; init; }
    public required string Why { get; init; }

    /// <summary>What to put in instead when this cannot be given, first choice first. Only where a shop's gifts are chosen from what
    /// there is; lines of a parcel have none.</summary>
    public IReadOnlyList<GestureLine>? Otherwise { get; init; }

    /// <summary>Which of the rule's wordings the words are, the same for every order. Also where there is only one: a second may be added.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Wording { get; init; }

    /// <summary>The rule's other wordings in their turn, for a customer who has read this one; lines of a parcel have none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<GestureLine>? OtherWordings { get; init; }
}

/// <summary>The kinds of lines in use.</summary>
public static class LineKind
{
    public const string Extra = "extra";
    public const string HandwrittenNote = "handwritten-note";

    /// <summary>In the maker's name.</summary>
    public const string GreetingCard = "greeting-card";
    public const string WaxSeal = "wax-seal";
}
