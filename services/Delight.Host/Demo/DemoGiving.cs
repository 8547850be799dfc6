using System.Globalization;

namespace Delight.Host.Demo;

/// <summary>What the made-up shop gives: small things and a month's money, to the measure of its customers, so that there is something to see.
/// Of the sweets few are left, the tea runs out, and what is worth more takes its place.</summary>
internal static class DemoGiving
{
    private const string Rule = "Delight:Rules:FourthToSeventhOrder:Extras";

    /// <summary>In rising value, as the rule wants its extras: the first four are for the fourth to the seventh order, the others for when one of those is gone.</summary>
    private static readonly Thing[] Things =
    [
        new("DELIGHT-SWEET", "A wrapped sweet", 0.20m, 1, 0.225, ["toffee"], [], 12),
        new("DELIGHT-TEA", "A tin of tea for one", 0.90m, 3, 0.1, ["tea"], [], 60),
        new("DELIGHT-CANDLE", "A small beeswax candle", 1.60m, 5, 0.8, ["candle"], [], 90),
        new("DELIGHT-MUG", "A mug from the maker", 3.20m, 9, 0.6, ["drinkware"], ["fragile"], 340),
        new("DELIGHT-HONEY", "A jar of linden honey", 3.40m, 10, 0.5, ["honey"], ["fragile", "keep-upright"], 180),
        new("DELIGHT-PRALINE", "A box of four pralines", 4.10m, 12, 0.4, ["chocolate"], ["cool"], 70),
    ];

    /// <summary>A catalogue, and a month's budget of which the history's gifts take a quarter or so: those of 78 weeks are all decided now, and count to this month.</summary>
    /// <param name="place">In the list of shops that choose what they give.</param>
    public static IEnumerable<KeyValuePair<string, string?>> Catalogue(int customers, int place)
    {
        var shop = $"Delight:Giving:Shops:{place}";
        return
        [
            new($"{shop}:Shop", PretendShop.Domain), new($"{shop}:Currency", "USD"), new($"{shop}:PackingCost", "0.25"), new($"{shop}:CardCost", "0.30"),
            new($"{shop}:MonthlyBudget", Text(Math.Ceiling(customers * 6m / 10) * 10)),
            .. Things.SelectMany((thing, i) => thing.InCatalogue($"{shop}:Catalogue:{i}", customers)),
        ];
    }

    /// <summary>The same things, as those that the rule for the fourth to the seventh order chooses from.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Extras() => Things.SelectMany((thing, i) => thing.OfRule($"{Rule}:{i}"));

    /// <summary>Whether somebody has said already what that rule chooses from.</summary>
    public static bool HasExtras(IConfiguration configuration) => configuration.GetSection(Rule).GetChildren().Any();

    private static string Text(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);

    /// <param name="Share">How many there are for each customer.</param>
    private sealed record Thing(string Sku, string Title, decimal Cost, decimal Value, double Share, string[] Tags, string[] Traits, int Grams)
    {
        public IEnumerable<KeyValuePair<string, string?>> InCatalogue(string at, int customers) =>
        [
            new($"{at}:Sku", Sku), new($"{at}:Title", Title), new($"{at}:Cost", Text(Cost)), new($"{at}:Value", Text(Value)), new($"{at}:Grams", Text(Grams)),
            new($"{at}:Stock", Text((long)Math.Ceiling(customers * Share))),
            .. Tags.Select((tag, i) => new KeyValuePair<string, string?>($"{at}:Tags:{i}", tag)),
            .. Traits.Select((trait, i) => new KeyValuePair<string, string?>($"{at}:Traits:{i}", trait)),
        ];

        public IEnumerable<KeyValuePair<string, string?>> OfRule(string at) => [new($"{at}:Sku", Sku), new($"{at}:Title", Title), new($"{at}:Worth", Text(Value))];
    }
}
