namespace Delight.Contracts;

/// <summary>A rule answered for an order: give or pass, each with its reason. A pass withdraws what the rule gave before.</summary>
public sealed record GestureDecided
{
    public required string Shop { get; init; }
    public required long OrderId { get; init; }
    public required string OrderName { get; init; }
    public long? CustomerId { get; init; }

    /// <summary>When the order was made (UTC).</summary>
    public required DateTimeOffset OrderedAt { get; init; }
    public int? Ordinal { get; init; }

    /// <summary>The platform reports the order as shipped: what is not yet decided comes too late.</summary>
    public bool Fulfilled { get; init; }

    /// <summary>The rule's wire name, for instance <c>fourth-to-seventh-order</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>Names the rule's settings that were in force; absent for a rule without settings.</summary>
    public string? RuleVersion { get; init; }

    /// <summary>The version of the standing that was decided on.</summary>
    public required long Version { get; init; }
    public required bool Gives { get; init; }
    public required string Why { get; init; }

    /// <summary>After edits and refunds, in the shop's currency.</summary>
    public Money? OrderTotal { get; init; }

    /// <summary>The shop's own tags of the customer, where its platform sends them.</summary>
    public IReadOnlyList<string> CustomerTags { get; init; } = [];

    /// <summary>What the customer asked for with the order. Personal data.</summary>
    public string? SpecialRequest { get; init; }

    /// <summary>Empty for a pass.</summary>
    public required IReadOnlyList<GestureLine> Lines { get; init; }
}
