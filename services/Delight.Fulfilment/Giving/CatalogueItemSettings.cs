using Delight.Contracts;
using Delight.Platform.Access;
using Delight.Platform.Store;

namespace Delight.Fulfilment.Giving;

/// <summary>Something that can be given, as settings, the API and a CSV file tell it. Amounts are in whole units of the shop's currency.</summary>
public sealed class CatalogueItemSettings
{
    private const int LongestText = 200;
    private const long MostStock = 1_000_000_000;

    public string Sku { get; set; } = "";
    public string Title { get; set; } = "";

    /// <summary>What the shop pays for one.</summary>
    public decimal Cost { get; set; }

    /// <summary>What the customer takes one to be worth.</summary>
    public decimal Value { get; set; }

    /// <summary>How many are left to give; without end when absent.</summary>
    public long? Stock { get; set; }

    /// <summary>The first moment at which it is given; always when absent.</summary>
    public DateTimeOffset? ActiveFrom { get; set; }

    /// <summary>The moment from which it is given no more; never when absent.</summary>
    public DateTimeOffset? ActiveTo { get; set; }

    /// <summary>Such as <c>drinkware</c>, <c>chocolate</c>, <c>for pets</c>.</summary>
    public IList<string> Tags { get; set => field = value ?? []; } = [];

    /// <summary>Sizes that it comes in; none for what fits everybody.</summary>
    public IList<string> Sizes { get; set => field = value ?? []; } = [];

    /// <summary>How it wants to be packed: some of <c>fragile</c>, <c>keep-upright</c>, <c>cool</c>.</summary>
    public IList<string> Traits { get; set => field = value ?? []; } = [];

    /// <summary>Weight of one in grams.</summary>
    public int? Grams { get; set; }

    /// <summary>What is wrong with it, as a sentence; nothing when it can be used.</summary>
    internal string? Fault() =>
        Invisible.IsAll(Sku) || Sku.Length > LongestText || Sku.Any(Invisible.Is) ? "a Sku is missing, too long or has control characters."
        : Invisible.IsAll(Title) || Title.Length > LongestText || Title.Any(Invisible.Is) ? $"{Sku} needs a Title of at most {LongestText} characters, without control characters."
        : !Amount.IsOne(Cost) || !Amount.IsOne(Value) ? $"{Sku} needs a Cost and a Value from 0 to {Amount.Most:0}."
        : Stock is < 0 or > MostStock ? $"{Sku} needs a Stock from 0 to {MostStock}; leave it out where there is no end of it."
        : ActiveTo <= ActiveFrom ? $"{Sku} ends before it begins; ActiveTo must be later than ActiveFrom."
        : Grams < 0 ? $"{Sku} cannot weigh less than nothing."
        : Traits.Where(t => !PackingTrait.All.Contains(t)).ToArray() is [var unknown, ..] ? $"{Sku} has the trait \"{unknown}\"; choose from {string.Join(", ", PackingTrait.All)}."
        : Tags.Concat(Sizes).Any(t => string.IsNullOrWhiteSpace(t) || t.Length > LongestText || t.Contains(CatalogueItem.Between) || t.Any(Invisible.Is)) ? $"{Sku} has a tag or size that is empty, too long or holds a {CatalogueItem.Between}."
        : null;

    internal CatalogueItem In(string shop, string currency) => new()
    {
        Shop = shop, Sku = (Sku ?? "").Trim(), Title = Title.Trim(), CostMinor = Money.Of(Cost, currency).Minor, ValueMinor = Money.Of(Value, currency).Minor, Currency = currency,
        Stock = Stock, ActiveFrom = ActiveFrom?.ToStore(), ActiveTo = ActiveTo?.ToStore(),
        Tags = string.Join(CatalogueItem.Between, Tags), Sizes = string.Join(CatalogueItem.Between, Sizes), Traits = string.Join(CatalogueItem.Between, Traits), Grams = Grams,
    };
}

/// <summary>How something wants to be packed.</summary>
internal static class PackingTrait
{
    public const string Fragile = "fragile";
    public const string KeepUpright = "keep-upright";
    public const string Cool = "cool";

    public static IReadOnlyList<string> All { get; } = [Fragile, KeepUpright, Cool];
}
