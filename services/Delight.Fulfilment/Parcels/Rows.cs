using System.Text.Json;
using Delight.Contracts;
using Delight.Fulfilment.Giving;
using Delight.Fulfilment.Packing;

namespace Delight.Fulfilment.Parcels;

internal sealed record ParcelRow
{
    public string Shop { get; init; } = "";
    public long OrderId { get; init; }
    public string OrderName { get; init; } = "";
    public long? CustomerId { get; init; }
    public long? Ordinal { get; init; }
    public DateTimeOffset OrderedAt { get; init; }
    public string State { get; init; } = ParcelState.Open;
    public string? PackedBy { get; init; }

    /// <summary>Until when its being finished can be taken back; it is open until then, and frozen.</summary>
    public DateTimeOffset? ClosingUntil { get; init; }
    public string? ClosingBy { get; init; }
    public string? Warning { get; init; }

    /// <summary>What the customer asked for with the order. Personal data.</summary>
    public string? Request { get; init; }

    /// <summary>The shop's own tags of the customer. Personal data.</summary>
    public IReadOnlyList<string> CustomerTags { get; init; } = [];

    /// <summary>What the order came to, in minor units of the shop's currency.</summary>
    public long? TotalMinor { get; init; }

    /// <summary>The newest version of the order's standing that was heard of.</summary>
    public long Standing { get; init; }
    public long Version { get; init; }

    /// <summary>What a rule's answer tells of the order and its customer.</summary>
    /// <param name="stays">What is in the parcel was given for the place that the order had.</param>
    /// <param name="isTold">The world knows of the parcel, and is to know of a request that changed.</param>
    public ParcelRow After(GestureDecided decision, bool stays, bool isTold)
    {
        // A rule of an earlier release tells nothing of the rest; another of this one may have told of the same standing.
        var tells = decision.OrderTotal is not null || decision.Version > Standing;
        var request = stays || !tells ? Request : decision.SpecialRequest;
        return this with
        {
            OrderName = decision.OrderName,
            CustomerId = decision.CustomerId,
            Ordinal = stays ? Ordinal : decision.Ordinal,
            OrderedAt = decision.OrderedAt.ToUniversalTime(),
            Standing = decision.Version,
            Request = request,
            CustomerTags = tells ? decision.CustomerTags : CustomerTags,
            TotalMinor = tells ? decision.OrderTotal?.Minor : TotalMinor,
            Version = isTold && request != Request ? Version + 1 : Version,
        };
    }
}

/// <summary>A rule's last answer.</summary>
internal sealed record Decided
{
    public string Shop { get; init; } = "";
    public long OrderId { get; init; }
    public string Rule { get; init; } = "";
    public long Version { get; init; }
    public long? Ordinal { get; init; }

    /// <summary>Names the rule's settings that it was decided by.</summary>
    public string? RuleVersion { get; init; }

    /// <summary>The lines that it wishes to give, in JSON, where they are chosen from what there is. May hold personal data.</summary>
    public string? Wish { get; init; }

    /// <summary>The same, read; nothing where gifts are not chosen.</summary>
    internal IReadOnlyList<GestureLine>? Wishes
    {
        get => Wish is null ? null : JsonSerializer.Deserialize<GestureLine[]>(Wish);
        init => Wish = value is null ? null : JsonSerializer.Serialize(value);
    }

    /// <summary>For the packer: the gift is out, and the rule no longer gives it.</summary>
    public string? Warning { get; init; }
}

internal sealed record LineRow
{
    public string Shop { get; init; } = "";
    public long OrderId { get; init; }
    public string Rule { get; init; } = "";
    public int Position { get; init; }
    public string Kind { get; init; } = "";
    public string? Sku { get; init; }
    public string? Title { get; init; }
    public int Quantity { get; init; }
    public string? Text { get; init; }
    public long? ValueMinor { get; init; }
    public string? ValueCurrency { get; init; }
    public string Why { get; init; } = "";

    /// <summary>1 for one of a limited number.</summary>
    public long FromStock { get; init; }
    public long? CostMinor { get; init; }
    public string? CostCurrency { get; init; }
    public string? CostMonth { get; init; }

    /// <summary>Some of <see cref="PackingTrait"/>.</summary>
    public string Care { get; init; } = "";
    public long? Grams { get; init; }

    /// <summary>Which of <see cref="Wordings"/> the text is.</summary>
    public string? Wording { get; init; }

    /// <summary>All that the rule has, in JSON; nothing where it has only one. May hold personal data.</summary>
    public string? Wordings { get; init; }

    public static LineRow Of(ParcelRow parcel, string rule, int position, ChosenLine chosen) => Of(parcel, rule, position, chosen.Line) with
    {
        FromStock = chosen.Taken is { FromStock: true } ? 1 : 0, CostMinor = chosen.Taken?.Cost?.Minor, CostCurrency = chosen.Taken?.Cost?.Currency, CostMonth = chosen.Taken?.Month,
        Care = chosen.Care, Grams = chosen.Grams, Wording = chosen.Line.Wording, Wordings = chosen.Wordings,
    };

    private static LineRow Of(ParcelRow parcel, string rule, int position, GestureLine line) => new()
    {
        Shop = parcel.Shop, OrderId = parcel.OrderId, Rule = rule, Position = position, Kind = line.Kind, Sku = line.Sku, Title = line.Title,
        Quantity = line.Quantity, Text = line.Text, ValueMinor = line.Value?.Minor, ValueCurrency = line.Value?.Currency, Why = line.Why,
    };

    public ChosenLine ToLine() => new(
        new GestureLine
        {
            Kind = Kind, Sku = Sku, Title = Title, Quantity = Quantity, Text = Text, Wording = Wording, Why = Why,
            Value = ValueMinor is { } minor ? new Money(minor, ValueCurrency ?? "") : null,
        },
        CostMonth is null ? null : new Taken(FromStock > 0, CostMinor is { } cost ? new Money(cost, CostCurrency ?? "") : null, CostMonth)) { Care = Care, Grams = Grams, Wordings = Wordings };

    public ParcelLine ToParcelLine() => new() { Rule = Rule, Kind = Kind, Sku = Sku, Title = Title, Quantity = Quantity, Text = Text, Why = Why, Care = HowToPack() };

    /// <summary>What the catalogue says, and whether the words hold a name that the packer may not be able to write.</summary>
    public IReadOnlyList<string> HowToPack() => Kind != LineKind.Extra && Text is not null && Handwriting.IsUnfamiliar(Text) ? [.. CatalogueItem.ListOf(Care), Handwriting.UnfamiliarScript] : CatalogueItem.ListOf(Care);
}

internal sealed record OrderKey(string Shop, long OrderId);
