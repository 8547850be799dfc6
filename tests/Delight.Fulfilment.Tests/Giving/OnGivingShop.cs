using Delight.Contracts;
using Delight.Fulfilment.Giving;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;

namespace Delight.Fulfilment.Tests.Giving;

/// <summary>A shop that chooses its gifts: a sweet worth 1, tea worth 3, a candle worth 5 and a mug worth 9, each at half of that.</summary>
public abstract class OnGivingShop(StoreKind kind) : OnEachParcelBook(kind)
{
    internal const string Sweet = "SWEET", Tea = "TEA", Candle = "CANDLE", Mug = "MUG";
    private static readonly string[] InRisingValue = [Sweet, Tea, Candle, Mug];

    internal ShopGivingSettings Gives { get; private set; } = null!;

    [SetUp]
    public void ListShop()
    {
        Gives = new ShopGivingSettings { Shop = Shop.Domain, Currency = Shop.Currency };
        Gives.Catalogue = [Thing(Sweet, 1), Thing(Tea, 3), Thing(Candle, 5), Thing(Mug, 9)];
        Giving.Shops.Add(Gives);
    }

    internal static CatalogueItemSettings Thing(string sku, decimal value) => new() { Sku = sku, Title = $"A {sku.ToLowerInvariant()}", Value = value, Cost = value / 2 };

    internal CatalogueItemSettings this[string sku] => Gives.Catalogue.Single(c => c.Sku == sku);

    /// <summary>The nth order's rule wishes the nth thing, else the more valuable ones, and a note.</summary>
    internal static GestureDecided Wish(int number, params string[] skus) => Wish(number, 1, Shop.Rule, skus);

    internal static GestureDecided Wish(int number, long version, string rule, params string[] skus)
    {
        var options = (skus.Length > 0 ? skus : InRisingValue[Math.Min(number - 4, 3)..]).Select(s => Shop.Extra(s, $"A {s.ToLowerInvariant()}") with { Value = null }).ToArray();
        return Shop.Decided(number, version, rule) with { Lines = [options[0] with { Otherwise = options[1..] }, Shop.Note($"A note by {rule}")] };
    }

    /// <summary>The skus in the parcel, and "note" for a note.</summary>
    internal async Task<string[]> InAsync(int number) =>
        [.. ((await CurrentAsync(number))?.Lines ?? []).Select(l => l.Kind == LineKind.HandwrittenNote ? "note" : l.Sku!)];

    internal Task<long> StockAsync(string sku) => CountAsync("select stock from catalogue where shop = @Shop and sku = @Sku", new { Shop = Shop.Domain, Sku = sku });

    internal Task<long> SpentAsync(string month, string rule = "") =>
        CountAsync("select coalesce((select cast(sum(minor) as bigint) from spent where shop = @Shop and month = @Month and rule = @Rule), 0)", new { Shop = Shop.Domain, Month = month, Rule = rule });
}
