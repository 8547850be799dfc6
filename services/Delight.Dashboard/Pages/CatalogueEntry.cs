using System.Globalization;
using System.Text.RegularExpressions;
using Delight.Platform.Access;

namespace Delight.Dashboard.Pages;

/// <summary>A thing as somebody writes it down, field by field, and what is wrong with a field, in a sentence that stands beside it.</summary>
internal sealed partial class CatalogueEntry
{
    private const int LongestText = 200;
    private const int LongestSku = 100;
    private const decimal MostMoney = 1_000_000_000;
    private const long MostStock = 1_000_000_000;
    private SeenItem? _before;

    public bool IsNew => _before is null;

    public string Sku { get; set; } = "";

    public string Title { get; set; } = "";

    public string Cost { get; set; } = "";

    public string Value { get; set; } = "";

    public string Stock { get; set; } = "";

    public string Tags { get; set; } = "";

    public static CatalogueEntry Of(SeenItem item) => new()
    {
        _before = item, Sku = item.Sku, Title = item.Title, Cost = Written(item.Cost), Value = Written(item.Value), Stock = item.Stock is { } stock ? Written(stock) : "", Tags = string.Join(", ", item.Tags),
    };

    /// <param name="taken">The skus that the catalogue has already.</param>
    /// <returns>By the field's name; none when it can be saved.</returns>
    public IReadOnlyDictionary<string, string> Faults(IEnumerable<string> taken) => new Dictionary<string, string?>
    {
        [nameof(Sku)] = !IsNew ? null : Sku.Trim() is "." or ".." ? "No address can name that. Choose another sku, such as DELIGHT-TEA." : FaultOfText(Sku, LongestSku, "a sku, such as DELIGHT-TEA")
            ?? (taken.Contains(Sku.Trim(), StringComparer.OrdinalIgnoreCase) ? $"There is a thing with the sku {Sku.Trim()} already. Change that one, or choose another sku." : null),
        [nameof(Title)] = FaultOfText(Title, LongestText, "a title, such as A tin of tea for one"),
        [nameof(Cost)] = FaultOfMoney(Cost),
        [nameof(Value)] = FaultOfMoney(Value),
        [nameof(Stock)] = Stock.Trim().Length == 0 || (long.TryParse(Stock.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var stock) && stock <= MostStock)
            ? null : "Give a whole number up to a billion, such as 12, without a mark between the thousands, or leave it empty.",
        [nameof(Tags)] = TagsOf().Any(t => t.Length > LongestText || t.Contains('|') || t.Any(Invisible.Is)) ? $"Give each tag at most {LongestText} characters, and none of them a |." : null,
    }.Where(f => f.Value is not null).ToDictionary(f => f.Key, f => f.Value!);

    /// <summary>Of one without faults; what the form does not show stays as it was.</summary>
    public object ToBody() => new
    {
        title = Title.Trim(), cost = Money(Cost), value = Money(Value), stock = StockOf(), keepStock = _before is not null && StockOf() == _before.Stock,
        activeFrom = _before?.ActiveFrom, activeTo = _before?.ActiveTo, tags = TagsOf(), sizes = _before?.Sizes ?? [], traits = _before?.Traits ?? [], grams = _before?.Grams,
    };

    private static string? FaultOfText(string text, int longest, string what) =>
        Invisible.IsAll(text) ? $"Give it {what}." : text.Trim().Length > longest || text.Any(Invisible.Is) ? $"Use at most {longest} characters, and none that cannot be seen." : null;

    private static string? FaultOfMoney(string text) => Money(text) is { } amount && amount <= MostMoney ? null : "Give an amount up to a billion, such as 1.20, without a mark between the thousands.";

    /// <summary>With a point or a comma, as people write it.</summary>
    private static decimal? Money(string text) => Amount().IsMatch(text.Trim()) ? decimal.Parse(text.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : null;

    private long? StockOf() => Stock.Trim().Length == 0 ? null : long.Parse(Stock.Trim(), NumberStyles.None, CultureInfo.InvariantCulture);

    private string[] TagsOf() => Tags.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Written(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[0-9]{1,10}([.][0-9]{1,3}|,[0-9]{1,2})?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Amount();
}
