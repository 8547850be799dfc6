using Delight.Contracts;

namespace Delight.Fulfilment.Giving;

/// <summary>A row of the table <c>catalogue</c>.</summary>
internal sealed record CatalogueItem
{
    /// <summary>Between several tags, sizes or traits.</summary>
    public const char Between = '|';

    public string Shop { get; init; } = "";
    public string Sku { get; init; } = "";
    public string Title { get; init; } = "";
    public long CostMinor { get; init; }
    public long ValueMinor { get; init; }
    public string Currency { get; init; } = "";

    /// <summary>Left to give; what open parcels hold is taken off already.</summary>
    public long? Stock { get; init; }

    /// <summary>When the last one was taken, or none was put; nothing while there is some, and where that is not known.</summary>
    public long? RanOutAt { get; init; }

    /// <summary>Microseconds since 1970, as the other moments.</summary>
    public long? ActiveFrom { get; init; }
    public long? ActiveTo { get; init; }
    public string Tags { get; init; } = "";
    public string Sizes { get; init; } = "";
    public string Traits { get; init; } = "";
    public long? Grams { get; init; }

    /// <summary>1 for what was taken out: rules that still name it give something else.</summary>
    public long Removed { get; init; }

    public Money Cost => new(CostMinor, Currency);

    public Money Value => new(ValueMinor, Currency);

    public bool IsActiveAt(long moment) => !(ActiveFrom > moment) && !(ActiveTo <= moment);

    /// <summary>The sku, or a tag.</summary>
    public bool IsCalled(string skuOrTag) => string.Equals(Sku, skuOrTag, StringComparison.OrdinalIgnoreCase) || ListOf(Tags).Contains(skuOrTag, StringComparer.OrdinalIgnoreCase);

    public static string[] ListOf(string joined) => joined.Split(Between, StringSplitOptions.RemoveEmptyEntries);
}
