using System.Text.RegularExpressions;

namespace Delight.Fulfilment.Giving;

/// <summary>What a customer does not want, by skus and tags, and what they would rather have; a row of the table <c>preferences</c>.</summary>
internal sealed partial record Preferences
{
    public const string Put = """
        insert into preferences (shop, customer_id, refuses, likes, sizes) values (@Shop, @CustomerId, @Refuses, @Likes, @Sizes)
        on conflict (shop, customer_id) do update set refuses = excluded.refuses, likes = excluded.likes, sizes = excluded.sizes
        """;

    public static Preferences None { get; } = new();

    public string Shop { get; init; } = "";
    public long CustomerId { get; init; }
    public string Refuses { get; init; } = "";
    public string Likes { get; init; } = "";
    public string Sizes { get; init; } = "";

    /// <summary>With what the shop's own tags of the customer say: <c>no chocolate</c> or <c>refuses:chocolate</c>, <c>likes:tea</c>, <c>size:M</c>.</summary>
    public Preferences With(IEnumerable<string> tags)
    {
        var said = tags.Select(t => Tag().Match(t)).Where(m => m.Success).ToLookup(m => m.Groups["says"].Value.ToLowerInvariant(), m => m.Groups["what"].Value.Replace(CatalogueItem.Between, ' '));
        string Also(string known, params string[] words) => string.Join(CatalogueItem.Between, CatalogueItem.ListOf(known).Concat(words.SelectMany(w => said[w])).Distinct(StringComparer.OrdinalIgnoreCase));
        return said.Count == 0 ? this : this with { Refuses = Also(Refuses, "no", "refuses"), Likes = Also(Likes, "likes"), Sizes = Also(Sizes, "size") };
    }

    /// <summary>With another's behind them.</summary>
    public Preferences And(Preferences other)
    {
        static string Both(string one, string other) => string.Join(CatalogueItem.Between, CatalogueItem.ListOf(one).Concat(CatalogueItem.ListOf(other)).Distinct(StringComparer.OrdinalIgnoreCase));
        return this with { Refuses = Both(Refuses, other.Refuses), Likes = Both(Likes, other.Likes), Sizes = Both(Sizes, other.Sizes) };
    }

    public bool Refuse(CatalogueItem item) => CatalogueItem.ListOf(Refuses).Any(item.IsCalled);

    public bool Like(CatalogueItem item) => CatalogueItem.ListOf(Likes).Any(item.IsCalled);

    /// <summary>Which of the thing's sizes is the customer's, what the shop noted before what a tag says; nothing for a thing that fits everybody,
    /// or when it is not known.</summary>
    public string? SizeOf(CatalogueItem item)
    {
        var sizes = CatalogueItem.ListOf(item.Sizes);
        return sizes.Length == 0 ? null : CatalogueItem.ListOf(Sizes).Select(own => sizes.FirstOrDefault(s => string.Equals(s, own, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(s => s is not null);
    }

    [GeneratedRegex(@"^\s*(?<says>no|refuses|likes|size)[\s:_-]+(?<what>\S.*?)\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tag();
}
